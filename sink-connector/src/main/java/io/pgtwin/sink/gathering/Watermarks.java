package io.pgtwin.sink.gathering;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.transaction.WatermarkChain;

/** The watermarks of the sync as they come, and which of what they tell of has come. For the task thread. */
final class Watermarks {
    private final Predicate<String> isRead;
    /** Answers of {@code isRead}, which is asked for many records. */
    private final Map<String, Boolean> read = new HashMap<>();
    private final Function<TopicPartition, Optional<Position>> received;
    private final WatermarkChain chain = new WatermarkChain(this::hasArrived);
    private Optional<TopicPartition> partition = Optional.empty();

    /**
     * @param isRead whether a topic is read, so that its events can be waited for
     * @param received the position of the last event that came of a partition
     */
    Watermarks(Predicate<String> isRead, Function<TopicPartition, Optional<Position>> received) {
        this.isRead = isRead;
        this.received = received;
    }

    /** Forgets all. @param from everything before it is applied */
    void restart(Lsn from) {
        chain.restart(from);
        partition = Optional.empty();
    }

    WatermarkChain chain() {
        return chain;
    }

    /** Where they come from. */
    Optional<TopicPartition> partition() {
        return partition;
    }

    private boolean hasArrived(String topic, Position last) {
        return !read.computeIfAbsent(topic, isRead::test)
                || received.apply(new TopicPartition(topic, 0)).filter(position -> !last.isAfter(position)).isPresent();
    }

    /** Whether everything has come that a watermark tells of. */
    boolean hasArrived(Watermark watermark) {
        return watermark.topics().entrySet().stream().allMatch(it -> hasArrived(it.getKey(), it.getValue().last()));
    }

    /** The chain begins with a watermark. */
    void beginWith(Watermark watermark, SinkRecord record) {
        requireOnly(record);
        chain.restart(watermark.previous());
        chain.add(watermark, record.originalKafkaOffset());
    }

    boolean isContinuedBy(Watermark watermark) {
        return !watermark.previous().isAfter(chain.end());
    }

    /**
     * Takes the next one. Resent ones tell nothing new: everything that they tell of was written before, and was told
     * of.
     *
     * @throws PgTwinException WATERMARKS_MISSING if it does not continue the chain
     */
    void add(Watermark watermark, SinkRecord record) {
        requireOnly(record);
        if (!isContinuedBy(watermark)) {
            throw new PgTwinException(FailureKind.WATERMARKS_MISSING, "Topic " + record.originalTopic()
                    + " has no watermarks between " + chain.end() + " and " + watermark.previous());
        }
        if (watermark.lsn().isAfter(chain.end())) {
            chain.add(watermark, record.originalKafkaOffset());
        }
    }

    /** Two chains of watermarks would be two histories. */
    private void requireOnly(SinkRecord record) {
        TopicPartition from = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        if (!from.equals(partition.orElse(from))) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "Watermarks come from " + partition.get()
                    + " and from "
                    + from + ": consistency=transaction takes one sync in one connector, from topics of one partition");
        }
        partition = Optional.of(from);
    }

    /**
     * Up to where everything has come: below the first incomplete watermark, to the last event of the missing topic of
     * which least has come. Empty if there is no such watermark: then nobody can know what is still to come below any
     * event.
     */
    Optional<Position> frontier() {
        return chain.missing().stream().map(topic -> received.apply(new TopicPartition(topic, 0))
                .orElse(Position.START))
                .min(Comparator.naturalOrder());
    }

    /** Tells people what the chain waits for. */
    String missing() {
        return chain.firstIncomplete().map(it -> "events in topics " + chain.missing() + " before " + it.lsn())
                .orElseGet(() -> "watermarks after " + chain.end() + ": topic <topic.prefix>.transaction must be read,"
                        + " and the source's transaction.watermarks must be true");
    }
}
