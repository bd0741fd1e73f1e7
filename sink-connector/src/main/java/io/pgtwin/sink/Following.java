package io.pgtwin.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.TransactionGathering.CopiedRow;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.progress.Advance;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.transaction.Lane;
import io.pgtwin.sink.transaction.WatermarkChain;

/**
 * Events that wait for their watermark, one lane for each partition. For the task thread.
 *
 * <p>A batch ends at a watermark that is complete. When more has come than should be in memory and the next watermark is still
 * incomplete, which is a large transaction, a piece of it is taken: all events up to the frontier, where those of the next
 * missing topic end. So pieces are divided by position like everything else, and their order is that of the source. The
 * target's transaction stays open until the watermark.
 *
 * <p>Memory is bounded because partitions that are further than the frontier are ahead, and nothing more is read of them.
 * Those at the frontier and the watermarks are always read, so that what is waited for comes.
 */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    /** Records between two looks whether a piece is due: a look costs more than a record. */
    private static final int ADDS_BETWEEN_LOOKS = 500;
    private static final Duration TELL_OF_WAITING = Duration.ofSeconds(30);

    private final int maxRows;
    private final long maxBytes;
    private final Predicate<String> isRead;
    private final Function<TopicPartition, Optional<Position>> received;
    private final WatermarkChain chain;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    /** A watermark below it does not make the target consistent, because some tables are ahead of it. */
    private Position floor = Position.START;
    /** Nothing may come below it any more; {@link Lsn#ZERO} while the target is not consistent. */
    private Lsn consistent = Lsn.ZERO;
    private Optional<TopicPartition> watermarks = Optional.empty();
    private boolean open;
    private boolean toldOfLate;
    /** Everything before it was produced, as the last heartbeat says. */
    private Lsn heard = Lsn.ZERO;
    private long rows;
    private long bytes;
    private int addsToLook;
    private Optional<Position> piece = Optional.empty();
    private long readySinceNanos;
    private long waitsSinceNanos = System.nanoTime();
    private boolean toldOfWaiting;

    /**
     * @param isRead whether a topic is read, so that its events can be waited for
     * @param received the position of the last event that came of a partition
     */
    Following(int maxRows, long maxBytes, Predicate<String> isRead,
            Function<TopicPartition, Optional<Position>> received) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.isRead = isRead;
        this.received = received;
        this.chain = new WatermarkChain(this::hasArrived);
    }

    /** @param where the target is consistent */
    void restart(Optional<Lsn> where, Map<TopicPartition, Progress> progress) {
        Lsn from = where.orElse(Lsn.ZERO);
        chain.restart(from);
        begin(progress);
        consistent = from;
        watermarks = Optional.empty();
    }

    /** Begins to take events that come after what the target has, which need not be consistent. */
    void begin(Map<TopicPartition, Progress> progress) {
        lanes.clear();
        progress.forEach((partition, at) -> lanes.put(partition, new Lane(at)));
        floor = lanes.values().stream().flatMap(lane -> lane.lastEventTaken().stream()).max(Comparator.naturalOrder())
                .orElse(Position.START);
        clear();
        chain.look();
    }

    void clear() {
        lanes.replaceAll((partition, lane) -> new Lane(lane.taken()));
        open = false;
        rows = 0;
        bytes = 0;
        piece = Optional.empty();
        waitsSinceNanos = System.nanoTime();
    }

    void forget(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            Lane lane = lanes.remove(partition);
            rows -= lane == null ? 0 : lane.events();
            bytes -= lane == null ? 0 : lane.bytes();
        });
    }

    Map<TopicPartition, Progress> taken() {
        return lanes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, lane -> lane.getValue().taken()));
    }

    Optional<Position> received(TopicPartition partition) {
        return Optional.ofNullable(lanes.get(partition)).map(Lane::received);
    }

    private boolean hasArrived(String topic, Position last) {
        return !isRead.test(topic)
                || received.apply(new TopicPartition(topic, 0)).filter(position -> !last.isAfter(position)).isPresent();
    }

    /** Whether everything has come that a watermark tells of. */
    boolean hasArrived(Watermark watermark) {
        return watermark.topics().entrySet().stream().allMatch(it -> hasArrived(it.getKey(), it.getValue().last()));
    }

    /** The chain begins with a watermark. */
    void beginWith(Watermark watermark, long offset) {
        chain.restart(watermark.previous());
        chain.add(watermark, offset);
    }

    boolean continues(Watermark watermark) {
        return !watermark.previous().isAfter(chain.end());
    }

    /** Resent ones tell nothing new: everything that they tell of was written before, and was told of. */
    void addWatermark(Watermark watermark, long offset) {
        if (watermark.lsn().isAfter(chain.end())) {
            chain.add(watermark, offset);
        }
    }

    void addWatermark(Watermark watermark, SinkRecord record) {
        if (!lanes.containsKey(partitionOf(record))) {
            return;
        }
        requireOnly(record);
        if (!continues(watermark)) {
            throw new PgTwinException(FailureKind.WATERMARKS_MISSING, "Topic " + record.originalTopic()
                    + " has no watermarks between " + chain.end() + " and " + watermark.previous());
        }
        addWatermark(watermark, record.originalKafkaOffset());
        look();
    }

    /** Two chains of watermarks would be two histories. */
    void requireOnly(SinkRecord record) {
        TopicPartition partition = partitionOf(record);
        if (!partition.equals(watermarks.orElse(partition))) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "Watermarks come from " + watermarks.get() + " and from "
                    + partition + ": consistency=transaction takes one sync in one connector, from topics of one partition");
        }
        watermarks = Optional.of(partition);
    }

    private static TopicPartition partitionOf(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    /** Where a record stands if it is a new one of a copy, which nothing can wait for. */
    Optional<CopiedRow> copiedRow(RecordDecoder.Decoded decoded, SinkRecord record) {
        Position received = received(partitionOf(record)).orElse(Position.START);
        Optional<Position> position = Optional.empty();
        if (decoded instanceof RecordDecoder.Block block) {
            position = Optional.of(block.block().position());
        } else if (decoded instanceof RecordDecoder.Change change && change.event().origin().phase() != Phase.STREAM) {
            position = Optional.of(change.event().position());
        }
        return position.filter(it -> it.isAfter(received)).map(it -> new CopiedRow(record.originalTopic(), it));
    }

    void add(RecordDecoder.Decoded decoded, SinkRecord record) {
        TopicPartition partition = partitionOf(record);
        Lane lane = lanes.get(partition);
        if (lane == null || !lane.meets(record.originalKafkaOffset())) {
            return;
        }
        int eventsBefore = lane.events();
        long bytesBefore = lane.bytes();
        add(decoded, partition, record.originalKafkaOffset(), lane);
        rows += lane.events() - eventsBefore;
        bytes += lane.bytes() - bytesBefore;
        look();
    }

    private void add(RecordDecoder.Decoded decoded, TopicPartition partition, long offset, Lane lane) {
        if (decoded instanceof RecordDecoder.Change change) {
            ChangeEvent event = change.event();
            if (isNew(event.position(), partition, lane)) {
                lane.add(event, new SinkEvent(event, partition, offset), Gathering.bytes(event));
            }
        } else if (decoded instanceof RecordDecoder.Block block) {
            CopyBlock copied = block.block();
            if (isNew(copied.position(), partition, lane)) {
                lane.add(copied, new SinkBlock(copied, partition, offset));
            }
        } else if (decoded instanceof RecordDecoder.Control control) {
            lane.add(new SinkMessage(control.message(), partition, offset));
            heard = control.message() instanceof Heartbeat heartbeat && heartbeat.lsn().isAfter(heard) ? heartbeat.lsn() : heard;
        } else {
            lane.passEmpty();
        }
    }

    private boolean isNew(Position position, TopicPartition partition, Lane lane) {
        if (!position.isAfter(lane.received())) {
            lane.passResent();
            return false;
        }
        if (!position.isAfter(Position.upTo(consistent)) && !toldOfLate) {
            toldOfLate = true;
            LOG.error("Topic {} had a change at {} that no watermark told of: tables were at different points in between",
                    partition.topic(), position);
        }
        return true;
    }

    private void look() {
        boolean wasReady = chain.hasComplete();
        chain.look();
        if (!wasReady && chain.hasComplete()) {
            readySinceNanos = System.nanoTime();
        }
        if (--addsToLook <= 0) {
            lookForPiece();
        }
    }

    private boolean isTooMuch() {
        return rows >= maxRows || bytes >= maxBytes;
    }

    private void lookForPiece() {
        addsToLook = ADDS_BETWEEN_LOOKS;
        piece = isTooMuch() && !chain.hasComplete()
                ? frontier().filter(limit -> lanes.values().stream().anyMatch(lane -> lane.hasEventUpTo(limit)))
                : Optional.empty();
    }

    /**
     * Up to where everything has come: below the first incomplete watermark, to the last event of the missing topic of which
     * least has come. Empty if there is no such watermark: then nobody can know what is still to come below any event.
     */
    private Optional<Position> frontier() {
        return chain.missing().stream().map(topic -> received(new TopicPartition(topic, 0)).orElse(Position.START))
                .min(Comparator.naturalOrder());
    }

    /** Tells what is missing, and does not wait forever for what the source must have produced. */
    void checkPatience(Duration limit) {
        if (rows == 0 || chain.hasComplete()) {
            waitsSinceNanos = System.nanoTime();
            toldOfWaiting = false;
            return;
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - waitsSinceNanos);
        if (waited.compareTo(limit) > 0 && isProduced()) {
            throw new PgTwinException(FailureKind.WATERMARKS_MISSING,
                    "For " + waited.toSeconds() + " s nothing was applied, because of missing " + missing());
        }
        if (waited.compareTo(TELL_OF_WAITING) > 0 && !toldOfWaiting) {
            toldOfWaiting = true;
            LOG.warn("For {} s changes have been waiting for {}", waited.toSeconds(), missing());
        }
    }

    /** Whether what is missing is older than a heartbeat; if not, the source may be away and go on later. */
    private boolean isProduced() {
        return chain.firstIncomplete().map(it -> !heard.isBefore(it.lsn())).orElse(heard.isAfter(chain.end()));
    }

    private String missing() {
        return chain.firstIncomplete().map(it -> "events in topics " + chain.missing() + " before " + it.lsn())
                .orElseGet(() -> "watermarks after " + chain.end() + ": topic <topic.prefix>.transaction must be read, and"
                        + " the source's transaction.watermarks must be true");
    }

    /** Whether the first watermark is complete. */
    boolean hasComplete() {
        chain.look();
        return chain.hasComplete();
    }

    boolean isEmpty() {
        lookForPiece();
        return !chain.hasComplete() && piece.isEmpty()
                && (open || lanes.values().stream().noneMatch(Lane::hasMessageNext));
    }

    boolean isFull() {
        return chain.completeEvents() >= maxRows || piece.isPresent();
    }

    long ageMillis() {
        return (System.nanoTime() - readySinceNanos) / 1_000_000;
    }

    Batch take() {
        Batch batch = new Batch();
        if (chain.hasComplete()) {
            takeUpTo(chain.take(maxRows), batch);
        } else if (piece.isPresent()) {
            drain(piece.get(), false, batch);
            batch.leaveOpen();
            open = true;
        } else {
            drain(Position.START, true, batch);
        }
        piece = Optional.empty();
        waitsSinceNanos = System.nanoTime();
        batch.advances().forEach(advance -> lanes.get(advance.partition()).take(advance.reached()));
        return batch;
    }

    private void takeUpTo(WatermarkChain.Pending pending, Batch batch) {
        Watermark watermark = pending.watermark();
        Position end = Position.upTo(watermark.lsn());
        drain(end, !open, batch);
        open = false;
        readySinceNanos = System.nanoTime();
        if (floor.isAfter(end)) {
            batch.bring(Consistency.NONE);
            return;
        }
        TopicPartition partition = watermarks.orElseThrow();
        batch.advance(partition, lanes.get(partition).taken()).reached(pending.offset(), watermark);
        batch.bring(Consistency.at(watermark.lsn(), watermark.commitMillis()));
        if (consistent.equals(Lsn.ZERO)) {
            LOG.info("From {} on, every state of the target is one of the source", watermark.lsn());
        }
        consistent = watermark.lsn();
    }

    /** In the order of the source, because what refers to each other may need that. */
    private void drain(Position limit, boolean withMessages, Batch batch) {
        List<Lane.Event> events = new ArrayList<>();
        lanes.forEach((partition, lane) -> {
            int before = lane.events();
            lane.drain(limit, withMessages, entry -> {
                Advance advance = batch.advance(partition, lane.taken());
                if (entry instanceof Lane.Event event) {
                    event.move(advance);
                    events.add(event);
                } else if (entry instanceof Lane.Message message) {
                    advance.heard(message.offset(), message.message().message());
                    batch.add(message.message(), advance);
                } else {
                    pass((Lane.Passed) entry, advance, batch);
                }
            });
            rows -= before - lane.events();
        });
        events.sort(Comparator.comparing(Lane.Event::position));
        events.forEach(event -> {
            bytes -= event.bytes();
            batch.add(event.item(), batch.known(event.item().partition()).orElseThrow(), event.bytes());
        });
    }

    private static void pass(Lane.Passed passed, Advance advance, Batch batch) {
        advance.passed(passed.offset());
        for (int i = 0; i < passed.resent(); i++) {
            batch.addResent(advance);
        }
        for (int i = 0; i < passed.empty(); i++) {
            batch.addEmpty(advance);
        }
    }

    /** Partitions of which enough has come; those of which something is missing are never among them. */
    Set<TopicPartition> ahead() {
        if (!isTooMuch()) {
            return Set.of();
        }
        Optional<Position> frontier = chain.hasComplete() ? Optional.empty() : frontier();
        return lanes.entrySet().stream()
                .filter(lane -> lane.getValue().events() > 0 && !watermarks.equals(Optional.of(lane.getKey())))
                .filter(lane -> frontier.isEmpty() || lane.getValue().received().isAfter(frontier.get()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
