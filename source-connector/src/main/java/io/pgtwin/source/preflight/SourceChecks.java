package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.ServerFacts;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableSelection;

/** Checks the live source database before a sync starts; changes nothing. */
public final class SourceChecks {
    private static final Logger LOG = LoggerFactory.getLogger(SourceChecks.class);
    private static final int OLDEST_VERSION = 100_000;
    private static final int NEWEST_VERSION = 190_000;

    private SourceChecks() {}

    /**
     * All findings at once, unless the database cannot be reached; none if the user does not want them as errors.
     *
     * @param followsChanges whether the sync needs a slot
     */
    public static List<Finding> of(ConnectionOptions options, TableSelection selection, TopicNames topics,
            boolean followsChanges) {
        if (options.precheck() == Precheck.OFF) {
            return List.of();
        }
        List<Finding> findings = findings(options, selection, topics, followsChanges);
        if (options.precheck() == Precheck.FAIL) {
            return findings;
        }
        findings.forEach(finding -> LOG.warn("Precheck of {}: {}", finding.option(), finding.message()));
        return List.of();
    }

    private static List<Finding> findings(ConnectionOptions options, TableSelection selection, TopicNames topics,
            boolean followsChanges) {
        try (Connection session = new Sessions(options.settings("pgtwin precheck")).open()) {
            SourceCatalog catalog = new SourceCatalog(session);
            List<Finding> findings = new ArrayList<>(server(catalog.serverFacts(), followsChanges));
            findings.addAll(selection(catalog, selection, topics));
            return findings;
        } catch (PgTwinException e) {
            return List.of(new Finding(optionOf(e.kind()), e.getMessage()));
        } catch (SQLException e) {
            return List.of(new Finding(ConnectionOptions.URL, SqlFailures.of(e, "Cannot check the source").getMessage()));
        }
    }

    private static String optionOf(FailureKind kind) {
        return kind == FailureKind.AUTHENTICATION ? ConnectionOptions.USER : ConnectionOptions.URL;
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

    private static List<Finding> selection(SourceCatalog catalog, TableSelection selection, TopicNames topics) {
        try {
            topics.ofTables(catalog.tables(selection).stream().map(SourceTable::id).toList());
            return List.of();
        } catch (PgTwinException e) {
            return List.of(new Finding("table.include.list", e.getMessage()));
        }
    }
}
