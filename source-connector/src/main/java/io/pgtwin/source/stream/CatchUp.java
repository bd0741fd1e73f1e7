package io.pgtwin.source.stream;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;

/**
 * The changes that a resumed full copy has to make up for before it reads the rest.
 *
 * @param end of the snapshot that the rest is read under: what was committed before it is catch-up
 * @param keylessCopies as of which snapshot the tables without a key are copied that are not copied again
 * @param completion adds to an update, where it can, what the server did not send
 */
public record CatchUp(Lsn end, Map<TableId, Lsn> keylessCopies, UnaryOperator<ChangeEvent> completion) {
    /** For a stream that begins where the copy ended. */
    static final CatchUp NONE = upTo(Lsn.ZERO);

    /** Of tables that are all copied from their first slice again. */
    static CatchUp upTo(Lsn end) {
        return new CatchUp(end, Map.of(), UnaryOperator.identity());
    }

    boolean has(Lsn commit) {
        return commit.isBefore(end);
    }

    /** Whether the rows of a table without a key, as they are copied or will be, show a transaction already. */
    boolean isCopied(TableId keyless, Lsn commit) {
        return commit.isBefore(keylessCopies.getOrDefault(keyless, end));
    }
}
