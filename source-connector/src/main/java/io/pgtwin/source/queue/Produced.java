package io.pgtwin.source.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StoredPart;

/**
 * A piece of what a sync produces, in the order in which it must be written, with the offset that is stored with it.
 */
public sealed interface Produced {
    int rows();

    /** An estimate of the memory that it takes. */
    long bytes();

    /** One record without rows of a table. */
    sealed interface SmallRecord extends Produced {
        @Override
        default int rows() {
            return 1;
        }

        @Override
        default long bytes() {
            return 1_000;
        }
    }

    /** No record. */
    sealed interface Sign extends Produced {
        @Override
        default int rows() {
            return 0;
        }

        @Override
        default long bytes() {
            return 0;
        }
    }

    /**
     * Rows of the full copy, of one table.
     *
     * @param snapshotLsn of the snapshot that they were read under
     * @param takenMillis when that was taken
     * @param offset of all rows but the last
     * @param atEnd of the last row
     */
    record CopiedRows(TableDefinition table, List<Row> copied, Phase phase, Lsn snapshotLsn,
            long takenMillis, long bytes,
            StoredPart offset, StoredPart atEnd) implements Produced {
        @Override
        public int rows() {
            return copied.size();
        }
    }

    /**
     * Rows of the full copy, of one table, as a piece of {@code COPY} data.
     *
     * @param snapshotLsn of the snapshot that they were read under
     * @param takenMillis when that was taken
     */
    record CopiedBlock(TableDefinition table, CopyFormat format, byte[] data, int rows, Phase phase, Lsn snapshotLsn,
            long takenMillis,
            StoredPart offset) implements Produced {
        @Override
        public long bytes() {
            return data.length;
        }
    }

    /**
     * A copy that begins again with a table whose rows nothing identifies: those of an earlier attempt must go.
     *
     * @param snapshotLsn of the snapshot that the rows will be read under
     */
    record Emptied(TableDefinition table, Lsn snapshotLsn, long takenMillis, StoredPart offset)
            implements SmallRecord {}

    /** What is stored with changes that are in Kafka. */
    enum Moves {
        /** With each, its position. */
        EACH,
        /** With the last one its position, together with what was written since the last watermark. */
        LAST,
        /** Nothing new: after a restart they come again. */
        NONE
    }

    /**
     * Changes in commit order.
     *
     * @param base the offset of what was produced before, or with watermarks that of the last one
     * @param complete whether the last one is the last of its commit, and no watermark of it follows
     */
    record Changes(List<ChangeEvent> events, long bytes, SourceOffset base, Moves moves, boolean complete)
            implements Produced {
        @Override
        public int rows() {
            return events.size();
        }
    }

    /** The changes go on behind a watermark of which an offset tells that was stored before. */
    record GoesOn(SourceOffset offset) implements Sign {}

    /**
     * A watermark; what was written since the one before it is added when it is written.
     *
     * @param previous the {@code lsn} of the one before
     * @param before what of it was written before this process began, as far as it is known
     */
    record Mark(Lsn previous, Lsn lsn, Optional<Long> commitMillis, long transactions, Map<TableId, TopicMark> before,
            SourceOffset offset) implements SmallRecord {}

    /** Everything before must be in Kafka before anything after is handed out. No record of its own. */
    record Barrier() implements Sign {}

    /** The commit whose changes were produced last has no more of them. */
    record Completed() implements Sign {}

    /** A message for the sink, with what is stored when it is in Kafka. */
    record Notice(ControlMessage message, StoredPart offset) implements SmallRecord {}
}
