package io.pgtwin.source.catalog;

import java.util.List;

import io.pgtwin.common.model.TableId;

/**
 * What holds rows of a table: the table itself, or a partition of it.
 *
 * @param logged whether changes of its rows can be followed
 * @param blocks the size of its main fork
 * @param wholeRow whether the server logs the whole old row of an update or delete
 * @param identity the columns that it logs otherwise; empty if it can log none, and so refuses updates and deletes
 * @param form changes when the rows get another file (TRUNCATE, VACUUM FULL, many an ALTER TABLE) or the columns
 *     change, so that a range of blocks does not hold the same rows as before
 */
public record TablePart(
        TableId id, boolean logged, long blocks, long estimatedRows, boolean wholeRow, List<String> identity,
        String form) {
    /** A part whose rows can be found again by {@code identity}. */
    public static TablePart ofKeyed(TableId id, long blocks, List<String> identity) {
        return new TablePart(id, true, blocks, 0, false, identity, "");
    }

    boolean refusesUpdates() {
        return !wholeRow && identity.isEmpty();
    }
}
