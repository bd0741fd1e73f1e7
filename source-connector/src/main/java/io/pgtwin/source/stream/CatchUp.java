package io.pgtwin.source.stream;

import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * The changes that a copy has to make up for before it reads its rows, or the rest of them.
 *
 * @param end of the snapshot that the rows are read under: what was committed before it is catch-up
 * @param tables that are copied; changes of others are as always
 * @param copies as of which snapshot a table is copied, so that changes before are among its rows. Others with a key
 *     have been begun before everything that is caught up with, others without a key will be read under the coming
 *     snapshot
 * @param completion adds to an update, where it can, what the server did not send
 */
public record CatchUp(Lsn end, Predicate<TableId> tables, Map<TableId, Lsn> copies,
        UnaryOperator<ChangeEvent> completion) {
    /** For a stream that begins where the copy ended. */
    static final CatchUp NONE = upTo(Lsn.ZERO);

    /** Of tables that are all copied from their first slice again. */
    static CatchUp upTo(Lsn end) {
        return new CatchUp(end, table -> true, Map.of(), UnaryOperator.identity());
    }

    /** Whether the rows of a table, as they are copied or will be, show a transaction already. */
    boolean isCopied(TableDefinition table, Lsn commit) {
        return tables.test(table.id()) && commit.isBefore(copies.getOrDefault(table.id(),
                table.hasKey() ? Lsn.ZERO : end));
    }

    /**
     * Whether rows that are copied may or may not show a transaction. Without a key, they are as of exactly one
     * snapshot.
     */
    boolean mayBeCopied(TableDefinition table, Lsn commit) {
        return table.hasKey() && tables.test(table.id()) && commit.isBefore(end);
    }
}
