package io.pgtwin.common.model;

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
     */
    record TableStarted(long writtenMillis, TableDefinition table, long estimatedRows) implements ControlMessage {}

    /**
     * Every row of a table's full copy has been produced.
     *
     * @param rows how many there were
     */
    record TableCopied(long writtenMillis, TableId table, long rows) implements ControlMessage {}
}
