package io.pgtwin.common.model;

/**
 * Many rows of the full copy as a piece of {@code COPY} data, so that they pass from database to database without being
 * taken apart.
 *
 * @param table the columns that the data has, in this order
 * @param data whole rows in the format; not to be changed
 * @param rows how many
 * @param origin where the last row stands; the position of each row before it is one less
 */
public record CopyBlock(TableDefinition table, CopyFormat format, byte[] data, int rows, Origin origin) {
    public Position position() {
        return origin.position();
    }

    /** The same over another definition, which has the same columns. */
    public CopyBlock over(TableDefinition same) {
        return new CopyBlock(same, format, data, rows, origin);
    }

    /** The same rows in another format. */
    public CopyBlock in(CopyFormat other, byte[] converted) {
        return new CopyBlock(table, other, converted, rows, origin);
    }

    /** The origin of one of the rows. @param row from 0 */
    public Origin originOf(int row) {
        Position last = origin.position();
        Position position = new Position(last.commitLsn(), last.lsn(), last.seq() - (rows - 1 - row));
        return new Origin(position, origin.commitMillis(), origin.transactionId(), origin.phase());
    }
}
