package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.LiveChecks;
import io.pgtwin.common.config.LiveChecks.Group;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.structure.SequenceReader;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.catalog.TablePart;
import io.pgtwin.source.catalog.UnmatchedPattern;

/**
 * Checks the live source database before a sync starts; changes nothing. Queries here, verdicts in the other classes.
 */
public final class SourceChecks {
    private static final String TABLES = "table.include.list";
    private static final String PREFIX = "topic.prefix";

    private final SourceNeeds needs;

    private SourceChecks(SourceNeeds needs) {
        this.needs = needs;
    }

    /** All results at once, within 20 seconds; only what the connection does not allow is left out. */
    public static List<CheckResult> of(ConnectionSettings settings, SourceNeeds needs) {
        SourceChecks checks = new SourceChecks(needs);
        return new LiveChecks("source", settings, List.of(placed(checks::server, needs), placed(checks::slot, needs),
                placed(checks::tables, needs))).run();
    }

    private static Group placed(Group checks, SourceNeeds needs) {
        return session -> {
            List<CheckResult> results = checks.check(session);
            StandbyChecks standby = new StandbyChecks(ServerFacts.read(session), needs);
            return results.stream().map(standby::placed).toList();
        };
    }

    private List<CheckResult> server(Connection session) throws SQLException {
        boolean published = PublicationFacts.read(session, needs.publication()).exists();
        return new ServerChecks(ServerFacts.read(session), needs, SlotFacts.read(session, needs.slot()))
                .results(published);
    }

    private List<CheckResult> slot(Connection session) throws SQLException {
        if (!needs.followsChanges()) {
            return List.of();
        }
        SlotFacts slot = SlotFacts.read(session, needs.slot());
        List<CheckResult> results = new ArrayList<>();
        results.add(SlotChecks.result(slot, session.getCatalog()));
        if (!slot.exists()) {
            results.addAll(OpenTransaction.results(OpenTransaction.read(session)));
        }
        return results;
    }

    private List<CheckResult> tables(Connection session) throws SQLException {
        TableCatalog catalog = new TableCatalog(session, needs.tables());
        List<CheckResult> results = new ArrayList<>();
        try {
            List<UnmatchedPattern> unmatched = catalog.unmatchedIncludes();
            if (!unmatched.isEmpty()) {
                return findings(unmatched);
            }
            List<SourceTable> tables = catalog.tables();
            results.addAll(findings(catalog.unmatchedColumns(tables)));
            results.add(CheckResult.ok("selection", TABLES, tables.size() + " tables"));
            catalog.missed().forEach(missed -> results.add(CheckResult.warning("selection", TABLES, missed, "")));
            results.add(topics(tables));
            results.addAll(selected(session, tables, catalog.takesPartitionedAsOne()));
            if (needs.carriesStructure()) {
                results.add(sequences(session, tables, catalog));
            }
        } catch (PgTwinException e) {
            results.add(CheckResult.failed("selection", TABLES, e.getMessage(), ""));
        }
        return results;
    }

    private CheckResult topics(List<SourceTable> tables) {
        try {
            needs.topics().ofTables(tables.stream().map(SourceTable::id).toList());
            return CheckResult.ok("topics", TABLES, "Every table has a topic of its own");
        } catch (PgTwinException e) {
            boolean tooLong = tables.stream().anyMatch(it -> !TopicNames.isLegal(needs.topics().ofTable(it.id())));
            return CheckResult.failed("topics", tooLong ? PREFIX : TABLES, e.getMessage(), "");
        }
    }

    private static List<CheckResult> findings(List<UnmatchedPattern> unmatched) {
        return unmatched.stream().map(it -> CheckResult.failed("selection", it.option(), it.message(), "")).toList();
    }

    /** How much room tables take, with their indexes. */
    public static long bytes(Connection session, List<SourceTable> tables) throws SQLException {
        return facts(session, tables).stream().mapToLong(TableFacts::bytes).sum();
    }

    private static List<TableFacts> facts(Connection session, List<SourceTable> tables) throws SQLException {
        return TableFacts.read(session, tables.stream().flatMap(table -> Stream.concat(Stream.of(table.id()),
                table.parts().stream().map(TablePart::id))).distinct().toList());
    }

    private List<CheckResult> selected(Connection session, List<SourceTable> tables, boolean asOne)
            throws SQLException {
        ServerFacts server = ServerFacts.read(session);
        TableChecks checks = new TableChecks(tables, facts(session, tables), server);
        List<CheckResult> results = new ArrayList<>(checks.rights());
        results.add(checks.extensions());
        results.add(checks.locks());
        if (needs.followsChanges()) {
            results.addAll(checks.identities());
            results.add(checks.slotWal());
            results.addAll(publication(session, tables, asOne, checks, server));
        }
        return results;
    }

    private static CheckResult sequences(Connection session, List<SourceTable> tables, TableCatalog catalog)
            throws SQLException {
        SequenceReader reader = new SequenceReader(session, tables.stream().map(SourceTable::id).toList(),
                catalog.excludedColumns(tables));
        return SequenceChecks.result(reader, ServerFacts.read(session).account().name());
    }

    private List<CheckResult> publication(Connection session, List<SourceTable> tables, boolean asOne,
            TableChecks checks,
            ServerFacts server) throws SQLException {
        boolean creates = needs.createsPublication() && !server.role().standby();
        PublicationChecks publication = new PublicationChecks(PublicationFacts.read(session,
                needs.publication()), tables,
                creates, asOne, server.account().name());
        List<CheckResult> results = new ArrayList<>(publication.results());
        if (creates && !publication.holdsSelection()) {
            results.add(checks.ownership());
        }
        return results;
    }
}
