package io.pgtwin.source.pgoutput;

/**
 * A column as a Relation message describes it.
 *
 * @param key          whether it is part of the replica identity; with {@code FULL} every column is
 * @param typeOid      unsigned
 * @param typeModifier {@code atttypmod}, for example the length of a {@code varchar}; -1 if the type has none here
 */
public record RelationColumn(boolean key, String name, int typeOid, int typeModifier) {
    /** Flags, an empty name's zero byte, type, modifier. */
    static final int MIN_BYTES = 1 + 1 + Integer.BYTES + Integer.BYTES;
    private static final int KEY = 1;

    static RelationColumn read(WireReader in) {
        return new RelationColumn(in.flags("column_flags", KEY) != 0, in.string("column_name"),
                in.int32("column_type"), in.int32("column_type_modifier"));
    }
}
