package io.pgtwin.common.model;

import java.util.Map;
import java.util.Optional;

/** What the source tells the sink besides changes of rows. */
public sealed interface ControlMessage {
    /** When the source wrote it; milliseconds since 1970 UTC. */
    long writtenMillis();

    /**
     * Everything committed before {@code lsn} has been produced, although no row moved the position.
     *
     * @param lsn below it nothing is missing
     */
    record Heartbeat(long writtenMillis, Lsn lsn) implements ControlMessage {}

    /**
     * The source is about to copy a table, or only to follow it.
     *
     * @param estimatedRows how many rows the full copy is thought to have, 0 where there is none
     * @param rowsFollow whether the table is copied
     * @param changesFollow whether its changes are followed; without, the sync of the table is completed when it is
     *     copied
     */
    record TableStarted(long writtenMillis, TableDefinition table, long estimatedRows, boolean rowsFollow,
            boolean changesFollow) implements ControlMessage {}

    /**
     * Every row of a table's full copy has been produced.
     *
     * @param rows how many there were
     */
    record TableCopied(long writtenMillis, TableId table, long rows) implements ControlMessage {}

    /**
     * One object that the synced tables are made of or need, in the order in which objects can be created.
     *
     * @param table the synced table whose rows decide when it can be made; empty for what several tables stand upon,
     *     and where the rows of all tables decide
     * @param definition the object as JSON
     */
    record ObjectDefined(long writtenMillis, Optional<TableId> table, String definition) implements ControlMessage {}

    /**
     * Every object has been told. What is not needed before the rows may be made at once if none follow.
     *
     * @param objects how many there were
     * @param rowsFollow whether the sync copies the tables' rows
     * @param notCarried what stays behind, as a JSON array
     */
    record StructureDefined(long writtenMillis, long objects, boolean rowsFollow, String notCarried)
            implements ControlMessage {}

    /**
     * Where sequences stand at the source, at the time of writing.
     *
     * @param values as a JSON array
     */
    record SequencesRead(long writtenMillis, String values) implements ControlMessage {}

    /**
     * Everything committed before {@code lsn} has been produced, and no transaction is divided: {@code lsn} lies
     * between two of them. The watermarks of a sync make a chain, each begins where the one before it ends.
     *
     * <p>After a restart of the source events and watermarks may come again, but no event of a watermark is ever
     * missing from its {@code topics}.
     *
     * @param previous where this watermark begins; {@link Lsn#ZERO} if it covers everything, the full copy included
     * @param commitMillis when the last transaction before {@code lsn} was committed; milliseconds since 1970 UTC.
     *     Empty if none came since {@code previous}
     * @param transactions how many of them there were
     * @param topics every topic that got events since {@code previous}
     */
    record Watermark(long writtenMillis, Lsn previous, Lsn lsn, Optional<Long> commitMillis, long transactions,
            Map<String, TopicMark> topics) implements ControlMessage {
        public Watermark {
            topics = Map.copyOf(topics);
        }
    }

    /**
     * What a watermark says of one topic.
     *
     * @param events how many changes and copied rows were written since the previous watermark; only to inform, because
     *     what is written again after a restart is counted again
     * @param last the position of the last one. As positions of a topic only grow (invariant B), whoever has met it, or
     *     a higher one, has met all of them
     */
    record TopicMark(long events, Position last) {
        /** What both tell. */
        public TopicMark and(TopicMark other) {
            return new TopicMark(events + other.events, other.last.isAfter(last) ? other.last : last);
        }
    }
}
