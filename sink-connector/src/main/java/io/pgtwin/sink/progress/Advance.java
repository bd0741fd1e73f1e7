package io.pgtwin.sink.progress;

import java.util.Optional;
import java.util.OptionalLong;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;

/**
 * By how much one batch moves one partition. Grows while the batch is gathered, on the task thread; read-only after.
 */
public final class Advance {
    private final TopicPartition partition;
    private final Progress believed;
    private long nextOffset;
    private Position position;
    private Optional<Long> commitMillis = Optional.empty();
    private OptionalLong gap = OptionalLong.empty();
    private Optional<TableId> table = Optional.empty();
    private long rowsCopied;
    private long changesApplied;
    private int records;
    private int resent;
    private long bytes;

    /** @param believed what the target has when the batch's turn comes */
    public Advance(TopicPartition partition, Progress believed) {
        this.partition = partition;
        this.believed = believed;
        this.nextOffset = believed.nextOffset();
        this.position = believed.position();
    }

    /** Moves over a record that changes no row of a table. */
    public void passed(long offset) {
        if (offset > nextOffset && gap.isEmpty()) {
            gap = OptionalLong.of(nextOffset);
        }
        nextOffset = offset + 1;
    }

    /** Moves over several such records, of which none is missing. */
    public void passed(long first, long last) {
        passed(first);
        nextOffset = last + 1;
    }

    /**
     * The first offset that was expected and did not come. Transactions leave such places, and so does compaction; but
     * records that were deleted do, too.
     */
    public OptionalLong gap() {
        return gap;
    }

    /** Moves over a message. */
    public void heard(long offset, ControlMessage message) {
        if (message instanceof Heartbeat heartbeat) {
            heard(offset, heartbeat);
        } else {
            passed(offset);
        }
    }

    /** Everything that the source committed before the heartbeat's LSN was produced before it. */
    private void heard(long offset, Heartbeat heartbeat) {
        passed(offset);
        position = Position.upTo(heartbeat.lsn());
        commitMillis = Optional.of(heartbeat.writtenMillis());
    }

    /**
     * Everything before the watermark is applied with the batch. The offset may be one that was passed before; and
     * those before it are no gap, because watermarks themselves tell if one is missing.
     */
    public void reached(long offset, Watermark watermark) {
        nextOffset = offset + 1;
        position = Position.upTo(watermark.lsn());
        commitMillis = watermark.commitMillis();
    }

    public void applied(long offset, CopyBlock block) {
        moved(offset, block.origin(), block.table().id());
        rowsCopied += block.rows();
    }

    public void applied(long offset, ChangeEvent event) {
        moved(offset, event.origin(), event.table().id());
        if (event.operation() == Operation.READ) {
            rowsCopied++;
        } else {
            changesApplied++;
        }
    }

    private void moved(long offset, Origin origin, TableId of) {
        passed(offset);
        position = origin.position();
        commitMillis = Optional.of(origin.commitMillis());
        table = Optional.of(of);
    }

    /** @param estimatedBytes about how much memory it takes */
    public void counted(long estimatedBytes) {
        records++;
        bytes += estimatedBytes;
    }

    /** Counts an event that was applied before. */
    public void countedResent() {
        records++;
        resent++;
    }

    public int records() {
        return records;
    }

    public int resent() {
        return resent;
    }

    public long bytes() {
        return bytes;
    }

    /** What the target has once the batch is committed. */
    public Progress reached() {
        return new Progress(true, nextOffset, position, believed.generation());
    }

    public TopicPartition partition() {
        return partition;
    }

    public Progress believed() {
        return believed;
    }

    public long nextOffset() {
        return nextOffset;
    }

    public Position position() {
        return position;
    }

    /** When the last event was committed at the source; empty if the batch has none of this partition. */
    public Optional<Long> commitMillis() {
        return commitMillis;
    }

    /** The source table that the partition's events are about. */
    public Optional<TableId> table() {
        return table;
    }

    /** Rows of the full copy. */
    public long rowsCopied() {
        return rowsCopied;
    }

    public long changesApplied() {
        return changesApplied;
    }
}
