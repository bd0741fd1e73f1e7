package io.pgtwin.sink.gathering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.sink.gathering.CopyEnd.CopiedRow;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.progress.Consistency;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/**
 * Collects records so that the target moves from one commit of the source to a later one. It is in one of three states:
 *
 * <pre>
 * COPYING    Tables advance by themselves, because there is nothing to be consistent with yet. Entered by a sync that
 *            has not reached a consistent point, and when the source copies again. The target's LSN in
 *            {@code consistency} is NULL.
 * LEAVING    Every row of the full copy has come: the first watermark, which covers the copy, says so. What was
 *            gathered is applied; what comes is kept as it is. Back to COPYING if rows of it have to wait after all.
 * FOLLOWING  Events wait for their watermark. The first one that is applied is behind everything that was applied while
 *            copying; from then on every committed state of the target is one of the source, and it has its LSN.
 * </pre>
 *
 * Everything in memory can be had again from the target's progress and Kafka. For the task thread.
 */
public final class TransactionGathering implements Gatherer {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionGathering.class);

    private final Gathering tables;
    private final CopyEnd copyEnd;
    private final Following following;
    private final RecordDecoder decoder = new RecordDecoder();
    private final Partitions partitions = new Partitions();
    private final List<SinkRecord> kept = new ArrayList<>();
    private State state = State.COPYING;
    private boolean startOver;

    private enum State { COPYING, LEAVING, FOLLOWING }

    /** @param isRead whether the sink reads a topic, so that it can wait for its events */
    public TransactionGathering(int maxRows, long maxBytes, Predicate<String> isRead) {
        this.tables = new Gathering(maxRows, maxBytes);
        Watermarks watermarks = new Watermarks(isRead, this::received);
        this.copyEnd = new CopyEnd(watermarks, tables::lastCopiedRows);
        this.following = new Following(maxRows, maxBytes, watermarks);
    }

    @Override
    public void restart(TargetState target) {
        clear();
        startOver = false;
        copyEnd.restart(target.progress());
        state = target.consistent().isEmpty() || copyEnd.isAwaitedAgain() ? State.COPYING : State.FOLLOWING;
        following.restart(target.consistent().filter(it -> state == State.FOLLOWING), target.progress());
        tables.restart(target);
        LOG.info(state == State.FOLLOWING ? "The target is the source as it was at {}"
                : "Tables advance by themselves until the target is consistent", target.consistent().orElse(Lsn.ZERO));
    }

    /**
     * As long as the target is not consistent, watermarks are read from the first one: all of them tell what belongs to
     * it.
     */
    @Override
    public long startOf(TopicPartition partition, Progress progress) {
        return state == State.COPYING && TopicNames.mayHoldWatermarks(partition.topic()) ? 0 : progress.nextOffset();
    }

    @Override
    public void clear() {
        tables.clear();
        kept.clear();
        following.clear();
    }

    @Override
    public void forget(Set<TopicPartition> partitions) {
        tables.forget(partitions);
        following.forget(partitions);
    }

    /** Only where tables advance by themselves. */
    @Override
    public boolean mayBeJoined() {
        return state == State.COPYING && !startOver;
    }

    /**
     * What the target has of partitions already has to do with when the copy is complete. Those of which it has
     * nothing, watermarks included, are read from their beginning either way.
     */
    @Override
    public boolean join(Map<TopicPartition, Progress> progress) {
        return mayBeJoined() && progress.values().stream().noneMatch(Progress::stored)
                && tables.join(progress);
    }

    @Override
    public void hold(Set<TopicPartition> partitions) {
        tables.hold(partitions);
        if (state == State.FOLLOWING) {
            startOver = true; // not consistent yet, and tables that advance by themselves may be what helps
            return;
        }
        copyEnd.lookAgain();
        state = State.COPYING;
        addKept();
    }

    @Override
    public void goOn(Map<TopicPartition, Progress> progress) {
        tables.goOn(progress);
    }

    @Override
    public Map<TopicPartition, Progress> reached() {
        return state == State.FOLLOWING ? following.taken() : tables.reached();
    }

    private Optional<Position> received(TopicPartition partition) {
        return state == State.FOLLOWING ? following.received(partition) : tables.received(partition);
    }

    @Override
    public void add(SinkRecord record) {
        if (record.originalKafkaPartition() > 0 && record.value() != null) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "Topic " + record.originalTopic() + " has several"
                    + " partitions: consistency=transaction needs topics of one partition");
        }
        switch (state) {
            case COPYING -> addWhileCopying(record);
            case LEAVING -> kept.add(record);
            case FOLLOWING -> addWhileFollowing(record);
        }
    }

    private void addWhileCopying(SinkRecord record) {
        Optional<Watermark> watermark = TopicNames.mayHoldWatermarks(record.originalTopic())
                ? watermark(decoder.decode(record)) : Optional.empty();
        if (watermark.isPresent()) {
            copyEnd.add(watermark.get(), record);
        } else if (!isReadAgain(record)) {
            tables.add(record);
        }
        if (state == State.COPYING && copyEnd.hasCome()) {
            state = State.LEAVING;
        }
    }

    /** A topic whose name ends like that of watermarks, but that has none, was read from its beginning, too. */
    private boolean isReadAgain(SinkRecord record) {
        return TopicNames.mayHoldWatermarks(record.originalTopic())
                && record.originalKafkaOffset() < Optional.ofNullable(reached().get(partitions.of(record)))
                        .map(Progress::nextOffset).orElse(0L);
    }

    private static Optional<Watermark> watermark(RecordDecoder.Decoded decoded) {
        return decoded instanceof RecordDecoder.Control control && control.message() instanceof Watermark watermark
                ? Optional.of(watermark) : Optional.empty();
    }

    @Override
    public void allApplied() {
        if (state != State.LEAVING || !tables.isEmpty()) {
            return;
        }
        state = State.FOLLOWING;
        copyEnd.passed();
        following.begin(tables.reached());
        LOG.info("Everything that was copied is in the target; from now on transactions arrive whole");
        addKept();
    }

    private void addKept() {
        List<SinkRecord> again = List.copyOf(kept);
        kept.clear();
        for (SinkRecord record : again) {
            add(record);
        }
    }

    private void addWhileFollowing(SinkRecord record) {
        if (startOver) {
            return;
        }
        RecordDecoder.Decoded decoded = decoder.decode(record);
        Optional<Watermark> watermark = watermark(decoded);
        Optional<CopiedRow> row = copiedRow(decoded, record);
        if (row.isPresent()) {
            copyEnd.awaitAgain(row.get());
            startOver = true;
        } else if (watermark.isPresent()) {
            following.addWatermark(watermark.get(), record);
        } else if (!isReadAgain(record)) {
            following.add(decoded, record);
        }
    }

    /** Where a record stands if it is a new one of a copy, which nothing can wait for. */
    private Optional<CopiedRow> copiedRow(RecordDecoder.Decoded decoded, SinkRecord record) {
        return positionInCopy(decoded).filter(it -> it.isAfter(received(partitions.of(record)).orElse(Position.START)))
                .map(it -> new CopiedRow(record.originalTopic(), it));
    }

    private static Optional<Position> positionInCopy(RecordDecoder.Decoded decoded) {
        if (decoded instanceof RecordDecoder.Block block) {
            return Optional.of(block.block().position());
        }
        return decoded instanceof RecordDecoder.Change change && change.event().origin().phase() != Phase.STREAM
                ? Optional.of(change.event().position()) : Optional.empty();
    }

    @Override
    public boolean mustStartOver() {
        return startOver;
    }

    @Override
    public boolean isEmpty() {
        return state == State.FOLLOWING ? following.isEmpty() : tables.isEmpty();
    }

    @Override
    public boolean isFull() {
        return switch (state) {
            case COPYING -> tables.isFull();
            case LEAVING -> !tables.isEmpty();
            case FOLLOWING -> following.isFull();
        };
    }

    @Override
    public long ageMillis() {
        return state == State.FOLLOWING ? following.ageMillis() : tables.ageMillis();
    }

    @Override
    public Batch take() {
        if (state == State.FOLLOWING) {
            return following.take();
        }
        Batch batch = tables.take();
        batch.bring(Consistency.NONE);
        return batch;
    }

    @Override
    public long transactions() {
        return state == State.FOLLOWING ? following.transactions() : 0;
    }

    @Override
    public Set<TopicPartition> ahead(Set<TopicPartition> assigned) {
        return switch (state) {
            case COPYING -> tables.ahead(assigned);
            case LEAVING -> assigned;
            case FOLLOWING -> {
                Set<TopicPartition> ahead = new HashSet<>(following.ahead());
                ahead.retainAll(assigned);
                yield ahead;
            }
        };
    }

    @Override
    public boolean isDivisible() {
        return false;
    }

    @Override
    public void checkPatience(Duration limit) {
        if (state == State.FOLLOWING) {
            following.checkPatience(limit);
        }
    }
}
