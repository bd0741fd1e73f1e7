package io.pgtwin.sink.gathering;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.progress.Progress;

/** Finds out from watermarks when everything of the source's copy has come. For the task thread. */
final class CopyEnd {
    private static final Logger LOG = LoggerFactory.getLogger(CopyEnd.class);

    private final Watermarks watermarks;
    private final Supplier<Stream<CopiedRow>> last;
    /**
     * The first watermark, or the last one after it that tells of copied rows, as that of tables that were copied
     * again; or the first one behind rows that none will tell of.
     */
    private Optional<Watermark> end = Optional.empty();
    /** What that must cover at least; else it is that of an earlier copy. */
    private Optional<CopiedRow> again = Optional.empty();
    /** What the target had at the restart; watermarks need not have told of it, as tables may go on by themselves. */
    private Map<TopicPartition, Progress> passed = Map.of();
    /** The last change of it. */
    private Position applied = Position.START;
    private long lastOffset;

    /** Where a row of a copy stands. */
    record CopiedRow(String topic, Position position) {}

    /**
     * @param last copied rows that are the last thing that came of their partitions. Rows of a later copy may be among
     *     them, whose own watermark has not come yet. Asked only when there is a watermark
     */
    CopyEnd(Watermarks watermarks, Supplier<Stream<CopiedRow>> last) {
        this.watermarks = watermarks;
        this.last = last;
    }

    /** Watermarks come from the first one on again. */
    void restart(Map<TopicPartition, Progress> progress) {
        end = Optional.empty();
        passed = progress;
        applied = progress.values().stream().map(Progress::position).filter(CopyEnd::isOfChange)
                .max(Comparator.naturalOrder()).orElse(Position.START);
    }

    private static boolean isOfChange(Position position) {
        return !position.isOfCopiedRow() && !position.equals(Position.upTo(position.commitLsn()));
    }

    /** Of what had come, that of some partitions is dropped and will come again. */
    void lookAgain() {
        watermarks.chain().lookAgain();
    }

    /** The source has begun to copy again, as a row tells. */
    void awaitAgain(CopiedRow row) {
        LOG.warn("The source copies again; tables advance by themselves until the copy is complete");
        again = Optional.of(row);
    }

    boolean isAwaitedAgain() {
        return again.isPresent();
    }

    void add(Watermark watermark, SinkRecord record) {
        lastOffset = record.originalKafkaOffset();
        boolean begins = watermark.previous().equals(Lsn.ZERO);
        if (!begins && end.isPresent() && watermarks.isContinuedBy(watermark)) {
            watermarks.add(watermark, record);
            end = tellsOfCopiedRows(watermark) || endsUntold(watermark) ? Optional.of(watermark) : end;
            return;
        }
        if (!begins) {
            LOG.warn("Topic {} has no watermarks before {}: events that were written before are taken to have arrived",
                    record.originalTopic(), watermark.previous());
        }
        end = Optional.of(watermark);
        watermarks.beginWith(watermark, record);
    }

    private static boolean tellsOfCopiedRows(Watermark watermark) {
        return watermark.topics().values().stream().anyMatch(mark -> mark.last().isOfCopiedRow());
    }

    /**
     * None is written while the source copies. So the first one behind the rows ends their copy even if it does not
     * tell of them: their table may have left the sync in between, or what came of it was only that it is empty.
     */
    private boolean endsUntold(Watermark watermark) {
        return !coversAll(end.get()) && coversAll(watermark);
    }

    /**
     * Whether a watermark covers the copy, and everything has come that it and those before it tell of. Those that the
     * target has passed must have come again, too: between them some may be missing, which matters no more.
     */
    boolean hasCome() {
        watermarks.chain().look();
        return watermarks.chain().hasComplete() && hasPassedWhatTheTargetHas()
                && end.filter(this::isComplete).filter(watermarks::hasArrived).filter(this::coversAll).isPresent();
    }

    private boolean hasPassedWhatTheTargetHas() {
        boolean coverChanges = !applied.isAfter(Position.upTo(watermarks.chain().end()));
        return coverChanges
                && watermarks.partition().map(passed::get).filter(it -> lastOffset + 1 < it.nextOffset()).isEmpty();
    }

    private boolean isComplete(Watermark watermark) {
        return watermarks.chain().firstIncomplete().filter(it -> it.previous().isBefore(watermark.lsn())).isEmpty();
    }

    private boolean coversAll(Watermark watermark) {
        return again.stream().allMatch(row -> covers(watermark, row))
                && last.get().allMatch(row -> covers(watermark, row));
    }

    /**
     * It tells of the row, or lies behind its snapshot; or behind its commit, where it is a change that a copy has
     * caught up with.
     */
    private static boolean covers(Watermark watermark, CopiedRow row) {
        TopicMark mark = watermark.topics().get(row.topic());
        boolean told = mark != null && !row.position().isAfter(mark.last());
        Lsn seen = row.position().isOfCopiedRow() ? row.position().lsn() : row.position().commitLsn();
        return told || seen.isBefore(watermark.lsn());
    }

    /** Everything that was copied is in the target. */
    void passed() {
        again = Optional.empty();
    }
}
