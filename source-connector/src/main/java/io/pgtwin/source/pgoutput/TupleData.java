package io.pgtwin.source.pgoutput;

import io.pgtwin.common.model.Text;

/**
 * The columns of one row version, in the order of the relation. A column is text, null or unchanged: a value stored out
 * of line (TOAST) that the update did not touch, and that PostgreSQL does not send.
 *
 * <p>Looks at the bytes of the message and makes strings only when asked. Immutable as long as nobody changes those.
 */
public final class TupleData {
    private static final int NULL = -1;
    private static final int UNCHANGED = -2;
    private static final int MIN_BYTES_PER_COLUMN = 1;

    private final char messageType;
    private final int messageStart;
    private final byte[] bytes;
    private final int[] offsets;
    /** {@link #NULL} and {@link #UNCHANGED} for columns without bytes. */
    private final int[] lengths;

    private TupleData(WireReader in, int columns) {
        messageType = in.type();
        messageStart = in.start();
        bytes = in.bytes();
        offsets = new int[columns];
        lengths = new int[columns];
    }

    static TupleData read(WireReader in) {
        TupleData tuple = new TupleData(in, in.count16("column_count", MIN_BYTES_PER_COLUMN));
        for (int column = 0; column < tuple.lengths.length; column++) {
            tuple.readColumn(in, column);
        }
        return tuple;
    }

    private void readColumn(WireReader in, int column) {
        int kind = in.int8("column_kind");
        lengths[column] = switch (kind) {
            case 'n' -> NULL;
            case 'u' -> UNCHANGED;
            case 't' -> in.count32("column_length", 1);
            case 'b' -> throw in.before(1, "column_kind", "column " + column + " is in binary format, but"
                    + " pgtwin reads text; start replication without the option binary");
            default -> throw in.before(1, "column_kind", "column " + column + " is of unknown kind " + (kind & 0xFF));
        };
        offsets[column] = in.position();
        in.skip(Math.max(0, lengths[column]));
    }

    public int size() {
        return lengths.length;
    }

    public boolean isNull(int column) {
        return lengths[column] == NULL;
    }

    /** Whether PostgreSQL left the value out because the update did not change it: it is not null, just not known. */
    public boolean isUnchanged(int column) {
        return lengths[column] == UNCHANGED;
    }

    /** Whether the column has a value here. */
    public boolean isText(int column) {
        return lengths[column] >= 0;
    }

    /**
     * @return PostgreSQL's text form of the value
     * @throws IllegalStateException     if the column is null or unchanged
     * @throws MalformedMessageException if the bytes are not UTF-8, as in a database with the encoding SQL_ASCII
     */
    public String text(int column) {
        int length = length(column);
        if (!Text.isUtf8(bytes, offsets[column], length)) {
            throw new MalformedMessageException(messageType, "column_value", offsets[column] - messageStart,
                    "column " + column + " is not UTF-8");
        }
        return Text.of(bytes, offsets[column], length).string();
    }

    /** What {@link #offset} and {@link #length} refer to; holds the whole message and maybe more. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * @return where the text of the column starts in {@link #bytes}
     * @throws IllegalStateException if the column is null or unchanged
     */
    public int offset(int column) {
        requireText(column);
        return offsets[column];
    }

    /**
     * @return the length of the column's text in bytes
     * @throws IllegalStateException if the column is null or unchanged
     */
    public int length(int column) {
        requireText(column);
        return lengths[column];
    }

    /** Says how many columns there are and nothing of what they hold, since this ends up in logs. */
    @Override
    public String toString() {
        return "TupleData[" + lengths.length + " columns]";
    }

    private void requireText(int column) {
        if (!isText(column)) {
            throw new IllegalStateException("column " + column + " is " + (isNull(column) ? "null" : "unchanged"));
        }
    }
}
