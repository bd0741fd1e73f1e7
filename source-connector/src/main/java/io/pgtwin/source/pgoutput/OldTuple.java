package io.pgtwin.source.pgoutput;

/**
 * What the stream tells of a row before it was changed.
 *
 * @param tuple has all columns of the relation; with {@link Kind#KEY} those outside the key are null whatever they were
 */
public record OldTuple(Kind kind, TupleData tuple) {

    /** How much of the old row there is; depends on the table's replica identity. */
    public enum Kind {
        /** Just the columns of the replica identity index. Sent with an update only if it changed one of them. */
        KEY,
        /** The whole row, as {@code REPLICA IDENTITY FULL} makes PostgreSQL send it. */
        FULL
    }

    static OldTuple read(WireReader in, Kind kind) {
        return new OldTuple(kind, TupleData.read(in));
    }
}
