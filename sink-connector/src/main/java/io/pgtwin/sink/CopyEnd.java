package io.pgtwin.sink;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

/** Finds out from watermarks when everything of the source's copy has come. For the task thread. */
final class CopyEnd {
    private static final Logger LOG = LoggerFactory.getLogger(CopyEnd.class);

    private final Watermarks watermarks;
    /** The last watermark that tells of copied rows: the first one of all, or that of tables that were copied again. */
    private Optional<Watermark> end = Optional.empty();
    /** What that must cover at least; else it is that of an earlier copy. */
    private Optional<CopiedRow> again = Optional.empty();

    /** Where a row of a copy stands. */
    record CopiedRow(String topic, Position position) {}

    CopyEnd(Watermarks watermarks) {
        this.watermarks = watermarks;
    }

    /** Watermarks come from the first one on again. */
    void restart() {
        end = Optional.empty();
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
        boolean begins = watermark.previous().equals(Lsn.ZERO);
        if (!begins && end.isPresent() && watermarks.isContinuedBy(watermark)) {
            watermarks.add(watermark, record);
            end = tellsOfCopiedRows(watermark) ? Optional.of(watermark) : end;
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
     * Whether a watermark covers the copy, and everything has come that it and those before it tell of.
     *
     * @param last copied rows that are the last thing that came of their partitions. Rows of a later copy may be among them,
     *     whose own watermark has not come yet
     */
    boolean hasCome(List<CopiedRow> last) {
        watermarks.chain().look();
        return watermarks.chain().hasComplete() && end.filter(this::isComplete).filter(watermarks::hasArrived)
                .filter(watermark -> again.filter(row -> !covers(watermark, row)).isEmpty())
                .filter(watermark -> last.stream().allMatch(row -> covers(watermark, row))).isPresent();
    }

    private boolean isComplete(Watermark watermark) {
        return watermarks.chain().firstIncomplete().filter(it -> it.previous().isBefore(watermark.lsn())).isEmpty();
    }

    /** It tells of the row, or of those that were read under a later snapshot in its place. */
    private static boolean covers(Watermark watermark, CopiedRow row) {
        TopicMark mark = watermark.topics().get(row.topic());
        boolean told = mark != null && !row.position().isAfter(mark.last());
        return told || row.position().isOfCopiedRow() && row.position().lsn().isBefore(watermark.lsn());
    }

    /** Everything that was copied is in the target. */
    void passed() {
        again = Optional.empty();
    }
}
