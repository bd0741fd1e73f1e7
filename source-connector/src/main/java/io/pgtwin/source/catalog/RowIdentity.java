package io.pgtwin.source.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** What the replica identities of tables mean for a sync that follows their changes. */
public final class RowIdentity {
    private RowIdentity() {}

    /** The parts on which the server refuses every UPDATE and DELETE once they are published; inserts go on. */
    public static List<TableId> refusingUpdates(List<SourceTable> tables) {
        return tables.stream().flatMap(table -> table.parts().stream()).filter(TablePart::refusesUpdates)
                .map(TablePart::id).toList();
    }

    /** Why changes of the tables cannot be followed, for each of their parts, with the remedy. */
    public static List<String> complaints(List<SourceTable> tables) {
        List<String> complaints = new ArrayList<>();
        for (SourceTable table : tables) {
            table.parts().forEach(part -> complaint(table, part).ifPresent(complaints::add));
        }
        return complaints;
    }

    private static Optional<String> complaint(SourceTable table, TablePart part) {
        if (!part.logged()) {
            return Optional.of("Partition " + part.id() + " of table " + table.id()
                    + " is a foreign or unlogged table, whose changes are not logged here: detach it, or make it"
                    + " logged");
        }
        if (part.wholeRow() || part.identity().isEmpty() || coversKey(table, part)) {
            return Optional.empty();
        }
        return Optional.of("Old rows of " + part.id() + " are logged with columns " + part.identity()
                + ", by which rows of table " + table.id() + " cannot be found again: ALTER TABLE "
                + Sql.table(part.id())
                + " REPLICA IDENTITY FULL");
    }

    private static boolean coversKey(SourceTable table, TablePart part) {
        return table.definition().hasKey() && part.identity().containsAll(table.definition().keyColumns());
    }
}
