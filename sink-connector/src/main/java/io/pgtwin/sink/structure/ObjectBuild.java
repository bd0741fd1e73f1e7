package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructurePhase;

/** Makes objects one after the other in one session, and writes down what became of them. For one thread. */
final class ObjectBuild {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectBuild.class);

    /** Whoever waits for a lock on a table keeps everybody behind it from writing: then rather try again. */
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '5s'";

    private final Connection session;
    private final StructureSettings settings;
    private final StructureStore store;
    private final StructureCreator creator;

    ObjectBuild(Connection session, StructureSettings settings) throws SQLException {
        this.session = session;
        this.settings = settings;
        this.store = new StructureStore(session, settings.schema(), settings.connector());
        this.creator = new StructureCreator(session, new MappedNames(settings.mapping()));
        execute(LOCK_TIMEOUT);
    }

    /** @throws PgTwinException if it could not be made, or if that could not be written down */
    void make(PlannedObject planned) {
        Outcome outcome = creator.create(List.of(planned.object())).get(0);
        write(planned, ObjectState.of(outcome.result()), Optional.of(outcome.target()), outcome.detail());
        switch (outcome.result()) {
            case CREATED -> LOG.info("Made in the target: {}", planned.object());
            case EXISTED -> LOG.info("Left as it is in the target: {}", planned.object());
            case LEFT_OUT -> LOG.warn("Not made in the target: {}: {}. Create it there, restart the task",
                    planned.object(), outcome.detail());
        }
        if (!planned.isIn(StructurePhase.AFTER_ALL_ROWS)) {
            planned.rowsOf().ifPresent(this::analyzeIfLast);
        }
    }

    /** It stays pending. */
    void postpone(PlannedObject planned, PgTwinException reason) {
        LOG.debug("Tried again later: {}", reason.getMessage());
        write(planned, ObjectState.PENDING, Optional.empty(), reason.getMessage());
    }

    void giveUp(PlannedObject planned, PgTwinException reason) {
        LOG.error("The sync goes on without what could not be made in the target. It is tried again when the"
                + " connector's task 0 is restarted. {}", reason.getMessage());
        write(planned, ObjectState.FAILED, Optional.empty(), reason.getMessage());
        planned.rowsOf().ifPresent(this::analyzeIfLast);
    }

    private void write(PlannedObject planned, ObjectState state, Optional<TableId> target, String detail) {
        try {
            store.write(planned.key(), state, target, detail);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot write down what became of " + planned.object());
        }
    }

    /**
     * So that plans of the target are right from the start. To an account that may not, it is a warning of the server.
     */
    private void analyzeIfLast(TableId table) {
        try {
            if (store.pendingOf(table) == 0) {
                execute("ANALYZE " + Sql.table(settings.mapping().tables().map(table)));
            }
        } catch (SQLException e) {
            LOG.debug("Target table of {} was not analyzed", table, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
