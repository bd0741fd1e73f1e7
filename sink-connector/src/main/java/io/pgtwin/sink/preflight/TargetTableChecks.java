package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructurePhase;
import io.pgtwin.sink.database.TargetCatalog;
import io.pgtwin.sink.database.TargetTable;
import io.pgtwin.sink.structure.Announced;

/**
 * What the source's tables need of the target. The session, which stays the caller's, should have tried to become a
 * replica: what fires is judged by that. Changes nothing.
 */
public final class TargetTableChecks {
    private static final String NAME_MAPPING = "name.mapping";
    private static final String STRUCTURE_APPLY = "structure.apply";
    /** The table, its key, another index and its TOAST table. */
    private static final long LOCKS_PER_TABLE = 4;
    private static final long BYTES_PER_MEGABYTE = 1L << 20;

    private final TargetNeeds needs;

    public TargetTableChecks(TargetNeeds needs) {
        this.needs = needs;
    }

    /** Every check of these tables, those that passed too. */
    public List<CheckResult> results(Connection session, Announced announced) throws SQLException {
        List<TableDefinition> tables = announced.tables();
        ServerFacts server = ServerFacts.read(session, needs.progressSchema());
        List<TableFacts> facts = TableFacts.read(session, tables.stream().map(this::target).toList());
        List<CheckResult> results = new ArrayList<>(new NameChecks(needs).results(tables));
        results.addAll(new RightChecks(facts, server.account()).results(needs.createsMissing()));
        results.addAll(structure(session, announced, facts));
        results.addAll(existing(session, announced, facts));
        results.addAll(foreignKeys(facts));
        if (announced.rowsFollow()) {
            results.addAll(rowsOf(session, facts));
        }
        results.add(locks(tables.size(), server.locks()));
        results.add(space(announced));
        return results;
    }

    /** Whether rows of others are where those of these tables are to go. */
    List<CheckResult> rows(Connection session, List<TableDefinition> tables) throws SQLException {
        return rowsOf(session, TableFacts.read(session, tables.stream().map(this::target).toList()));
    }

    private List<CheckResult> rowsOf(Connection session, List<TableFacts> facts) throws SQLException {
        return needs.refusesRows() ? List.of(new ExistingRows(session, needs).result(facts)) : List.of();
    }

    private TableId target(TableDefinition table) {
        return needs.mapping().tables().map(table.id());
    }

    private List<CheckResult> structure(Connection session, Announced announced, List<TableFacts> facts)
            throws SQLException {
        boolean creates = needs.createsMissing() && announced.carriesStructure();
        StructureChecks checks = new StructureChecks(session, needs.mapping(), creates);
        List<CheckResult> results = new ArrayList<>();
        results.addAll(checks.extensions(announced.objects()));
        results.addAll(checks.sequences(announced.objects()));
        if (needs.createsMissing() && !creates) {
            results.addAll(checks.types(missing(announced.tables(), facts)));
        }
        return results;
    }

    private static List<TableDefinition> missing(List<TableDefinition> tables, List<TableFacts> facts) {
        List<TableDefinition> missing = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            if (!facts.get(i).exists()) {
                missing.add(tables.get(i));
            }
        }
        return missing;
    }

    private List<CheckResult> existing(Connection session, Announced announced, List<TableFacts> facts)
            throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        List<TableDefinition> tables = announced.tables();
        TargetCatalog catalog = new TargetCatalog(session);
        Set<TableId> keyed = keyed(announced);
        for (int i = 0; i < tables.size(); i++) {
            if (facts.get(i).exists()) {
                boolean getsKey = facts.get(i).isOwned() && keyed.contains(tables.get(i).id());
                compare(catalog, tables.get(i), facts.get(i).id()).stream()
                        .filter(it -> !getsKey || !it.check().equals(TableComparison.KEYS)).forEach(results::add);
            } else if (!needs.createsMissing()) {
                results.add(CheckResult.failed("target tables", STRUCTURE_APPLY, "Target table " + facts.get(i).id()
                        + " for source table " + tables.get(i).id() + " does not exist",
                        "create it, or let pgtwin do that with structure.apply=true"));
            }
        }
        long existing = facts.stream().filter(TableFacts::exists).count();
        results.add(CheckResult.ok("target tables", NAME_MAPPING, existing + " of " + tables.size() + " exist"));
        return results;
    }

    /** The tables whose keys the sync makes before it copies rows, if the account may. */
    private Set<TableId> keyed(Announced announced) {
        return !needs.createsMissing() || !announced.carriesStructure() ? Set.of() : announced.objects().stream()
                .filter(it -> it.phase() == StructurePhase.BEFORE_ROWS && !it.kind().equals(StructureKind.TABLE))
                .flatMap(it -> it.table().stream()).collect(Collectors.toSet());
    }

    private List<CheckResult> compare(TargetCatalog catalog, TableDefinition table, TableId id) throws SQLException {
        try {
            Optional<TargetTable> found = catalog.load(id);
            return found.map(it -> new TableComparison(table, it, needs.mapping().columns()).differences())
                    .orElse(List.of());
        } catch (PgTwinException e) {
            return List.of(CheckResult.failed("target tables", NAME_MAPPING, e.getMessage(), ""));
        }
    }

    private static List<CheckResult> foreignKeys(List<TableFacts> facts) {
        List<CheckResult> results = new ArrayList<>();
        for (TableFacts table : facts) {
            for (String key : table.foreignKeys()) {
                results.add(CheckResult.warning("foreign keys", ConnectionOptions.USER, "Foreign key '" + key
                        + "' of target table " + table.id() + " is checked row by row, and a row may come before the"
                        + " one that it refers to", "let the account set session_replication_role (GRANT SET ON"
                        + " PARAMETER, from PostgreSQL 15 on), or as the owner", "ALTER TABLE " + Sql.table(table.id())
                        + " ALTER CONSTRAINT " + Sql.identifier(key) + " DEFERRABLE;"));
            }
        }
        return results;
    }

    private static CheckResult locks(int tables, long locks) {
        long needed = tables * LOCKS_PER_TABLE;
        String found = tables + " tables, " + locks + " locks in all";
        return needed <= locks ? CheckResult.ok("locks", ConnectionOptions.URL, found)
                : CheckResult.warning("locks", ConnectionOptions.URL, found + " (max_locks_per_transaction *"
                        + " (max_connections + max_prepared_transactions))", "about " + LOCKS_PER_TABLE + " a table are"
                        + " taken while many are filled at once; as a superuser, then restart the server",
                        "ALTER SYSTEM SET max_locks_per_transaction = " + needed + ";");
    }

    /** SQL does not tell how much room a server's disk has. */
    private static CheckResult space(Announced announced) {
        String size = announced.bytes().isEmpty() ? "How much room the tables take is not known"
                : "The tables take about " + announced.bytes().getAsLong() / BYTES_PER_MEGABYTE
                        + " MB at the source (an estimate of what they will take in the target)";
        return CheckResult.ok("free space", ConnectionOptions.URL, size
                + "; how much is free cannot be known with SQL");
    }
}
