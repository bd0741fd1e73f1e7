package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.stream.ReplicationSlot;

/** What is different when a copy begins if its source is a standby, which cannot write. Takes a primary as well. */
final class StandbySource {
    private static final Logger LOG = LoggerFactory.getLogger(StandbySource.class);
    private static final String TELL = "SELECT pg_log_standby_snapshot()";
    private static final String WRITE = "SELECT txid_current()";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SourceCatalog catalog;
    private final boolean standby;

    StandbySource(SourceCatalog catalog) {
        this.catalog = catalog;
        this.standby = catalog.isStandby();
    }

    /** @throws PgTwinException STANDBY_UNSUITABLE */
    void requireSuitable(SourceOptions options) {
        if (!standby || !options.steps().contains(SyncStep.INCREMENTAL)) {
            return;
        }
        if (catalog.serverVersion() < ReplicationSlot.FIRST_VERSION_ON_STANDBYS) {
            throw new PgTwinException(FailureKind.STANDBY_UNSUITABLE,
                    "The source is a standby, and changes can be read from a standby from PostgreSQL 16 on:"
                            + " connect to the primary");
        }
        if (options.createsPublication()) {
            throw new PgTwinException(FailureKind.STANDBY_UNSUITABLE, "The source is a standby, where no publication"
                    + " can be made: make '" + options.publicationName() + "' at the primary and set"
                    + " publication.autocreate=disabled");
        }
    }

    /** Before a slot is made. */
    void tellOfWaiting() {
        if (standby) {
            LOG.info("The source is a standby, where a slot is made when the primary has written which transactions"
                    + " run: within 15 s if anything is written there, at once with {} at the primary", TELL);
        }
    }

    /**
     * So that the rows of a new snapshot stand above those of an earlier one, also when nothing else writes.
     *
     * @throws PgTwinException SERVER_NOT_READY if nothing comes from the primary for a while
     */
    void advanceLsn(Sessions sessions) {
        if (standby) {
            awaitReplay();
            return;
        }
        try (Connection session = sessions.open()) {
            new SourceCatalog(session).advanceLsn();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot prepare a new snapshot");
        }
    }

    private void awaitReplay() {
        Lsn before = catalog.currentLsn();
        long begin = System.nanoTime();
        while (!catalog.currentLsn().isAfter(before)) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new PgTwinException(FailureKind.SERVER_NOT_READY, "The source is a standby that has replayed"
                        + " nothing for " + LIMIT.toSeconds() + " s, so that a new snapshot cannot be told from the"
                        + " one of the interrupted copy. Write something at the primary: " + WRITE);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
