package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Finding;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.RowIdentity;
import io.pgtwin.source.catalog.ServerFacts;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.catalog.TableSelection;

/** Checks the live source database before a sync starts; changes nothing. */
public final class SourceChecks {
    private static final int OLDEST_VERSION = 100_000;
    private static final int NEWEST_VERSION = 190_000;
    private static final String TABLES = "table.include.list";

    private SourceChecks() {}

    /**
     * All findings at once, unless the database cannot be reached. Takes no longer than the connection timeout and a few
     * queries.
     *
     * @param followsChanges whether the sync needs a slot
     */
    public static List<Finding> of(ConnectionOptions options, TableSelection selection, TopicNames topics,
            boolean followsChanges) {
        try (Connection session = new Sessions(options.settings("pgtwin precheck")).open()) {
            SourceCatalog catalog = new SourceCatalog(session);
            List<Finding> findings = new ArrayList<>(server(catalog.serverFacts(), followsChanges));
            findings.addAll(tables(new TableCatalog(session, selection), topics, followsChanges));
            return findings;
        } catch (PgTwinException e) {
            return List.of(Finding.ofConnection(e));
        } catch (SQLException e) {
            return List.of(Finding.ofConnection(SqlFailures.of(e, "Cannot check the source")));
        }
    }

    /** From what the server says to what is wrong with it. */
    static List<Finding> server(ServerFacts facts, boolean followsChanges) {
        List<Finding> findings = new ArrayList<>();
        if (facts.version() < OLDEST_VERSION || facts.version() >= NEWEST_VERSION) {
            findings.add(new Finding(ConnectionOptions.URL, "The server's version is " + facts.version()
                    + " (server_version_num); PostgreSQL 10 to 18 is needed"));
        }
        if (followsChanges && !facts.walLevel().equals("logical")) {
            findings.add(new Finding(ConnectionOptions.URL, "The server has wal_level=" + facts.walLevel()
                    + "; logical is needed: ALTER SYSTEM SET wal_level = logical; then restart the server"));
        }
        if (followsChanges && !facts.mayReplicate()) {
            findings.add(new Finding(ConnectionOptions.USER,
                    "The account may not replicate; as a superuser: ALTER ROLE " + Sql.identifier(facts.user())
                            + " REPLICATION"));
        }
        return findings;
    }

    private static List<Finding> tables(TableCatalog catalog, TopicNames topics, boolean followsChanges) {
        try {
            List<SourceTable> tables = catalog.tables();
            topics.ofTables(tables.stream().map(SourceTable::id).toList());
            List<String> complaints = followsChanges ? RowIdentity.complaints(tables) : List.of();
            return complaints.stream().map(complaint -> new Finding(TABLES, complaint)).toList();
        } catch (PgTwinException e) {
            return List.of(new Finding(TABLES, e.getMessage()));
        }
    }
}
