package io.pgtwin.sink.gathering;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.SinkItem;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.transaction.Lanes;
import io.pgtwin.sink.transaction.WatermarkChain;

/**
 * Events that wait for their watermark, one lane for each partition. For the task thread.
 *
 * <p>A batch ends at a watermark that is complete. When more has come than should be in memory and the next watermark
 * is still incomplete, which is a large transaction, a piece of it is taken: all events up to the frontier, where those
 * of the next missing topic end. So pieces are divided by position like everything else, and their order is that of the
 * source. The target's transaction stays open until the watermark.
 *
 * <p>Memory is bounded because partitions that are further than the frontier are ahead, and nothing more is read of
 * them. Those at the frontier and the watermarks are always read, so that what is waited for comes. Where there is no
 * frontier, because no watermark has come, nothing more is read of those that hold most: among the others may be the
 * first rows of tables that are copied again, whose watermark comes only behind all of them.
 */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    /** Records between two looks whether a piece is due: a look costs more than a record. */
    private static final int ADDS_BETWEEN_LOOKS = 500;
    /** Topics arrive in lumps. With less in memory what is complete would be less than a batch most of the time. */
    private static final int BATCHES_IN_MEMORY = 3;

    private final int maxRows;
    private final long maxBytes;
    private final Watermarks watermarks;
    private final WatermarkChain chain;
    private final Lanes lanes = new Lanes();
    private final Partitions partitions = new Partitions();
    private final Patience patience = new Patience();
    /** A watermark below it does not make the target consistent, because some tables are ahead of it. */
    private Position floor = Position.START;
    /** Nothing may come below it any more; {@link Lsn#ZERO} while the target is not consistent. */
    private Lsn consistent = Lsn.ZERO;
    private boolean open;
    private boolean toldOfLate;
    /** Everything before it was produced, as the last heartbeat says. */
    private Lsn heard = Lsn.ZERO;
    private int addsToLook;
    private Optional<Position> piece = Optional.empty();
    private long readySinceNanos;

    Following(int maxRows, long maxBytes, Watermarks watermarks) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.watermarks = watermarks;
        this.chain = watermarks.chain();
    }

    /** @param where the target is consistent */
    void restart(Optional<Lsn> where, Map<TopicPartition, Progress> progress) {
        Lsn from = where.orElse(Lsn.ZERO);
        watermarks.restart(from);
        begin(progress);
        consistent = from;
    }

    /** Begins to take events that come after what the target has, which need not be consistent. */
    void begin(Map<TopicPartition, Progress> progress) {
        lanes.begin(progress);
        floor = lanes.lastTaken();
        clear();
        chain.look();
    }

    void clear() {
        lanes.clear();
        open = false;
        piece = Optional.empty();
        patience.renew();
    }

    void forget(Set<TopicPartition> partitions) {
        lanes.forget(partitions);
    }

    Map<TopicPartition, Progress> taken() {
        return lanes.taken();
    }

    Optional<Position> received(TopicPartition partition) {
        return lanes.received(partition);
    }

    void addWatermark(Watermark watermark, SinkRecord record) {
        if (lanes.has(partitions.of(record))) {
            watermarks.add(watermark, record);
            look();
        }
    }

    void add(RecordDecoder.Decoded decoded, SinkRecord record) {
        TopicPartition partition = partitions.of(record);
        if (lanes.meet(partition, record.originalKafkaOffset())) {
            add(decoded, partition, record.originalKafkaOffset());
            if (chain.awaits(partition.topic())) {
                look();
            }
            if (--addsToLook <= 0) {
                lookForPiece();
            }
        }
    }

    private void add(RecordDecoder.Decoded decoded, TopicPartition partition, long offset) {
        if (decoded instanceof RecordDecoder.Change change) {
            ChangeEvent event = change.event();
            add(new SinkEvent(event, partition, offset), event.position(), Gathering.bytes(event));
        } else if (decoded instanceof RecordDecoder.Block block) {
            CopyBlock copied = block.block();
            add(new SinkBlock(copied, partition, offset), copied.position(), copied.data().length);
        } else if (decoded instanceof RecordDecoder.Control control) {
            lanes.add(new SinkMessage(control.message(), partition, offset));
            heard = control.message() instanceof Heartbeat heartbeat
                    && heartbeat.lsn().isAfter(heard) ? heartbeat.lsn() : heard;
        } else {
            lanes.passEmpty(partition);
        }
    }

    private void add(SinkItem item, Position position, long bytes) {
        if (!position.isAfter(lanes.received(item.partition()).orElseThrow())) {
            lanes.passResent(item.partition());
            return;
        }
        if (!position.isAfter(Position.upTo(consistent)) && !toldOfLate) {
            toldOfLate = true;
            LOG.error("Topic {} had a change at {} that no watermark told of: tables were at different points in"
                    + " between",
                    item.partition().topic(), position);
        }
        lanes.add(item, position, bytes);
    }

    private void look() {
        boolean wasReady = chain.hasComplete();
        chain.look();
        if (!wasReady && chain.hasComplete()) {
            readySinceNanos = System.nanoTime();
        }
    }

    private boolean isTooMuch() {
        return lanes.rows() >= mostRows() || lanes.bytes() >= mostBytes();
    }

    private long mostRows() {
        return BATCHES_IN_MEMORY * (long) maxRows;
    }

    private long mostBytes() {
        return BATCHES_IN_MEMORY * maxBytes;
    }

    private void lookForPiece() {
        addsToLook = ADDS_BETWEEN_LOOKS;
        piece = isTooMuch() && !chain.hasComplete() ? watermarks.frontier().filter(lanes::haveEventUpTo)
                : Optional.empty();
    }

    /** Tells what is missing, and does not wait forever for what the source must have produced. */
    void checkPatience(Duration limit) {
        if (lanes.rows() == 0 || chain.hasComplete()) {
            patience.renew();
        } else {
            patience.check(limit, this::isProduced, watermarks::missing);
        }
    }

    /** Whether what is missing is older than a heartbeat. */
    private boolean isProduced() {
        return chain.firstIncomplete().map(it -> !heard.isBefore(it.lsn()))
                .orElseGet(() -> lanes.firstWaiting().filter(it -> heard.isAfter(it.commitLsn())).isPresent());
    }

    /** How many transactions the watermarks tell of that were not taken. */
    long transactions() {
        return chain.transactions();
    }

    boolean isEmpty() {
        lookForPiece();
        return !chain.hasComplete() && piece.isEmpty() && (open || !lanes.haveMessageNext());
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
            patience.renew();
            takeUpTo(chain.take(maxRows), batch);
        } else if (piece.isPresent()) {
            patience.renew();
            lanes.take(piece.get(), false, batch);
            batch.leaveOpen();
            open = true;
        } else {
            lanes.take(Position.START, true, batch);
        }
        piece = Optional.empty();
        lanes.taken(batch);
        return batch;
    }

    private void takeUpTo(WatermarkChain.Pending pending, Batch batch) {
        Watermark watermark = pending.watermark();
        Position end = Position.upTo(watermark.lsn());
        lanes.take(end, !open, batch);
        batch.completes(watermark.transactions());
        open = false;
        readySinceNanos = System.nanoTime();
        if (floor.isAfter(end)) {
            batch.bring(Consistency.NONE);
            return;
        }
        TopicPartition partition = watermarks.partition().orElseThrow();
        batch.advance(partition, lanes.taken(partition)).reached(pending.offset(), watermark);
        batch.bring(Consistency.at(watermark.lsn(), watermark.commitMillis()));
        if (consistent.equals(Lsn.ZERO)) {
            LOG.info("From {} on, every state of the target is one of the source", watermark.lsn());
        }
        consistent = watermark.lsn();
    }

    /** Partitions of which enough has come; those of which something is missing are never among them. */
    Set<TopicPartition> ahead() {
        if (!isTooMuch()) {
            return Set.of();
        }
        Set<TopicPartition> ahead = chain.hasComplete() ? lanes.ahead(Optional.empty()) : aheadOfTheFrontier();
        watermarks.partition().ifPresent(ahead::remove);
        return ahead;
    }

    private Set<TopicPartition> aheadOfTheFrontier() {
        Optional<Position> frontier = watermarks.frontier();
        return frontier.isPresent() ? lanes.ahead(frontier) : lanes.fullest(mostRows(), mostBytes());
    }
}
