package io.pgtwin.source.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.preflight.PublicationFacts.Found;

/** From a publication and the selected tables to whether all of their changes are published. */
final class PublicationChecks {
    private static final String CHECK = "publication";
    private static final String OPTION = "publication.name";
    private static final String VIA_ROOT = "publish_via_partition_root = true";

    private final PublicationFacts publication;
    private final List<SourceTable> tables;
    private final boolean pgtwinAlters;
    private final boolean wantsRoots;
    private final String account;

    /**
     * @param pgtwinAlters whether pgtwin makes it hold the selected tables
     * @param wantsRoots whether changes of partitions are to be those of their partitioned table
     */
    PublicationChecks(PublicationFacts publication, List<SourceTable> tables, boolean pgtwinAlters, boolean wantsRoots,
            String account) {
        this.publication = publication;
        this.tables = tables;
        this.pgtwinAlters = pgtwinAlters;
        this.wantsRoots = wantsRoots && tables.stream().anyMatch(PublicationChecks::isPartitioned);
        this.account = account;
    }

    List<CheckResult> results() {
        if (!publication.exists()) {
            return List.of(pgtwinAlters ? CheckResult.ok(CHECK, OPTION, named() + " is to be made")
                    : CheckResult.failed(CHECK, OPTION, named() + " does not exist", "as the owner of the tables",
                            "CREATE PUBLICATION " + sqlName() + " FOR TABLE " + list(tables) + viaRootOption() + ";"));
        }
        List<CheckResult> results = new ArrayList<>();
        Found found = publication.found().orElseThrow();
        checkActions(found, results);
        if (pgtwinAlters) {
            checkAlterable(found, results);
        } else {
            checkTables(found, results);
        }
        return results.isEmpty() ? List.of(CheckResult.ok(CHECK, OPTION, named() + " suits")) : results;
    }

    /** Whether pgtwin has nothing to do with it. */
    boolean holdsSelection() {
        return publication.found().map(found -> missing(found).isEmpty() && found.tables().size() == tables.size())
                .orElse(false);
    }

    private void checkActions(Found found, List<CheckResult> results) {
        if (!found.allActions()) {
            results.add(CheckResult.failed(CHECK, OPTION, named() + " does not publish every kind of change",
                    "what it leaves out would be lost; as its owner", "ALTER PUBLICATION " + sqlName()
                            + " SET (publish = 'insert, update, delete" + (found.knowsTruncate() ? ", truncate" : "")
                            + "');"));
        }
        if (!found.partial().isEmpty()) {
            results.add(CheckResult.warning(CHECK, OPTION, named() + " has row filters or column lists of "
                    + String.join(", ", found.partial()), "what they leave out is copied, but not followed: unless"
                            + " that is meant, as the owner of both", "ALTER PUBLICATION " + sqlName() + " SET TABLE "
                            + list(tables) + ";"));
        }
    }

    private void checkAlterable(Found found, List<CheckResult> results) {
        if (holdsSelection()) {
            return;
        }
        if (found.allTables()) {
            results.add(CheckResult.failed(CHECK, OPTION, named() + " is FOR ALL TABLES, which cannot be changed",
                    "set publication.autocreate=disabled to use it, choose another publication.name, or if nothing else"
                            + " uses it", "DROP PUBLICATION " + sqlName() + ";"));
        } else if (!found.owned()) {
            results.add(CheckResult.failed(CHECK, OPTION, named() + " belongs to another account and holds other"
                    + " tables",
                    "choose another publication.name, or as a superuser", "ALTER PUBLICATION " + sqlName()
                            + " OWNER TO " + Sql.identifier(account) + ";"));
        }
    }

    private void checkTables(Found found, List<CheckResult> results) {
        if (wantsRoots && !found.viaRoot()) {
            results.add(CheckResult.failed(CHECK, OPTION, named() + " publishes changes of partitions under their own"
                    + " names", "set publish.via.partition.root=false, or as its owner",
                    "ALTER PUBLICATION " + sqlName() + " SET (" + VIA_ROOT + ");"));
        }
        List<SourceTable> missing = missing(found);
        if (!missing.isEmpty()) {
            results.add(CheckResult.failed(CHECK, OPTION, "Selected, but not in publication '" + publication.name()
                    + "': " + missing.stream().map(table -> table.id().toString()).collect(Collectors.joining(", ")),
                    "take them out with table.exclude.list, or before the sync begins, as the owner of both",
                    "ALTER PUBLICATION " + sqlName() + " ADD TABLE " + list(missing) + ";"));
        }
    }

    /** Of partitioned tables only their partitions are listed if they are not published as one. */
    private List<SourceTable> missing(Found found) {
        return tables.stream().filter(table -> !found.tables().contains(table.id().toString()))
                .filter(table -> found.viaRoot() || !isPartitioned(table) || !holdsParts(found, table)).toList();
    }

    private static boolean holdsParts(Found found, SourceTable table) {
        return table.parts().stream().allMatch(part -> found.tables().contains(part.id().toString()));
    }

    private static boolean isPartitioned(SourceTable table) {
        return table.parts().stream().noneMatch(part -> part.id().equals(table.id()));
    }

    private String named() {
        return "Publication '" + publication.name() + "'";
    }

    private String sqlName() {
        return Sql.identifier(publication.name());
    }

    private String viaRootOption() {
        return wantsRoots ? " WITH (" + VIA_ROOT + ")" : "";
    }

    private static String list(List<SourceTable> tables) {
        return tables.stream().map(SourceTable::id).map(PublicationChecks::only).collect(Collectors.joining(", "));
    }

    /** Without tables that inherit from it. */
    private static String only(TableId table) {
        return "ONLY " + Sql.table(table);
    }
}
