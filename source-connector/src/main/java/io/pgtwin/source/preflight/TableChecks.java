package io.pgtwin.source.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Grants;
import io.pgtwin.common.config.Grants.Right;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.catalog.RowIdentity;
import io.pgtwin.source.catalog.SourceTable;

/** From the selected tables and the account's rights on them to what a sync of them lacks. */
final class TableChecks {
    private static final String TABLES = "table.include.list";
    private static final long BYTES_PER_MEGABYTE = 1L << 20;
    private static final Right USAGE = new Right("USAGE on schemas", "USAGE", "schema", "its tables are to be read");
    private static final Right SELECT = new Right("SELECT on tables", "SELECT", "table", "their rows are to be copied");

    private final List<SourceTable> tables;
    private final List<TableFacts> facts;
    private final ServerFacts server;
    private final Grants grants;

    /** @param facts of the tables and of what holds their rows */
    TableChecks(List<SourceTable> tables, List<TableFacts> facts, ServerFacts server) {
        this.tables = tables;
        this.facts = facts;
        this.server = server;
        this.grants = new Grants("source", server.account().name());
    }

    List<CheckResult> rights() {
        Set<String> schemas = facts.stream().filter(it -> !it.mayUse()).map(it -> Sql.identifier(it.id().schema()))
                .collect(Collectors.toCollection(TreeSet::new));
        return List.of(grants.of(USAGE, schemas), grants.of(SELECT, names(it -> !it.maySelect())), rowSecurity());
    }

    private List<String> names(Predicate<TableFacts> condition) {
        return facts.stream().filter(condition).map(it -> Sql.table(it.id())).toList();
    }

    private CheckResult rowSecurity() {
        List<String> hidden = names(TableFacts::rowsHidden);
        return hidden.isEmpty() ? CheckResult.ok("row security", ConnectionOptions.USER, "No policy hides rows")
                : CheckResult.failed("row security", ConnectionOptions.USER, "Policies keep rows of "
                        + String.join(", ", hidden) + " from account " + grants.account(),
                        "all rows are to be copied; as a superuser",
                        "ALTER ROLE " + Sql.identifier(grants.account()) + " BYPASSRLS;");
    }

    /** Only an owner may add a table to a publication; being one of the owner's role does. */
    CheckResult ownership() {
        Set<TableId> roots = tables.stream().map(SourceTable::id).collect(Collectors.toSet());
        List<TableFacts> foreign = facts.stream().filter(it -> roots.contains(it.id()) && !it.owned()).toList();
        if (foreign.isEmpty()) {
            return CheckResult.ok("ownership of tables", ConnectionOptions.USER, "The account may publish the tables");
        }
        String[] sql = foreign.stream().map(TableFacts::owner).distinct().map(owner -> "GRANT " + Sql.identifier(owner)
                + " TO " + Sql.identifier(grants.account()) + ";").toArray(String[]::new);
        return CheckResult.failed("ownership of tables", ConnectionOptions.USER, "Account " + grants.account()
                + " does not own " + foreign.stream().map(it -> Sql.table(it.id())).collect(Collectors.joining(", "))
                + ", and only an owner may add a table to a publication",
                "make the publication yourself and set publication.autocreate=disabled, or as a superuser", sql);
    }

    List<CheckResult> identities() {
        List<CheckResult> results = new ArrayList<>();
        RowIdentity.complaints(tables).forEach(complaint ->
                results.add(CheckResult.failed("row identity", TABLES, complaint, "")));
        List<TableId> refusing = RowIdentity.refusingUpdates(tables);
        if (!refusing.isEmpty()) {
            results.add(CheckResult.warning("row identity", TABLES, "Tables " + join(refusing) + " have no primary key"
                    + " or other replica identity, so that the server refuses every UPDATE and DELETE of them as soon"
                    + " as they are published", "add a primary key, or as the owner", refusing.stream()
                            .map(it -> "ALTER TABLE " + Sql.table(it) + " REPLICA IDENTITY FULL;")
                            .toArray(String[]::new)));
        }
        return results.isEmpty() ? List.of(CheckResult.ok("row identity", TABLES, "Every table has one")) : results;
    }

    CheckResult extensions() {
        Set<String> extensions = facts.stream().map(TableFacts::extensions).flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        return extensions.isEmpty() ? CheckResult.ok("extensions", TABLES, "No column's type belongs to one")
                : CheckResult.warning("extensions", TABLES, "Types of columns belong to extensions " + join(extensions),
                        "the target needs them too; there, unless pgtwin's account may create them: " + extensions
                                .stream().map(it -> "CREATE EXTENSION " + Sql.identifier(it) + ";")
                                .collect(Collectors.joining(" ")));
    }

    /** The size of the rows is a guess at the WAL that is written while they are copied. */
    CheckResult slotWal() {
        long megabytes = facts.stream().mapToLong(TableFacts::bytes).sum() / BYTES_PER_MEGABYTE;
        String size = "The selected tables take " + megabytes + " MB";
        if (server.maxSlotWalMegabytes().isEmpty()) {
            return CheckResult.ok("max_slot_wal_keep_size", ConnectionOptions.URL, size + "; the WAL that is kept for a"
                    + " slot has no limit");
        }
        long limit = server.maxSlotWalMegabytes().getAsLong();
        String found = size + ", and max_slot_wal_keep_size is " + limit + " MB";
        return megabytes <= limit ? CheckResult.ok("max_slot_wal_keep_size", ConnectionOptions.URL, found)
                : CheckResult.warning("max_slot_wal_keep_size", ConnectionOptions.URL, found + ", so that the slot may"
                        + " be lost while they are copied", "keep more, if the disk has room; as a superuser",
                        "ALTER SYSTEM SET max_slot_wal_keep_size = '" + 2 * megabytes + "MB';",
                        "SELECT pg_reload_conf();");
    }

    /** The full copy locks all tables, and all partitions, against alteration in one transaction. */
    CheckResult locks() {
        String found = facts.size() + " tables and partitions, " + server.locks() + " locks in all";
        return facts.size() < server.locks() ? CheckResult.ok("locks", ConnectionOptions.URL, found)
                : CheckResult.failed("locks", ConnectionOptions.URL, found + " (max_locks_per_transaction *"
                        + " (max_connections + max_prepared_transactions))", "the copy locks all of them at once; as a"
                        + " superuser, then restart the server",
                        "ALTER SYSTEM SET max_locks_per_transaction = " + facts.size() + ";");
    }

    private static String join(Collection<?> names) {
        return names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
