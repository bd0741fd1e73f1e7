package io.pgtwin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failpoint.Failpoint;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.ViolatedConstraint;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.ConflictMode;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.batch.Step;
import io.pgtwin.sink.batch.TableSteps;
import io.pgtwin.sink.database.BoundTable;
import io.pgtwin.sink.database.TargetCatalog;
import io.pgtwin.sink.database.TargetMapping;
import io.pgtwin.sink.database.TargetTables;
import io.pgtwin.sink.progress.ConsistencyStore;
import io.pgtwin.sink.progress.ProgressStore;
import io.pgtwin.sink.progress.TableStore;
import io.pgtwin.sink.structure.StructureApplier;

/**
 * Applies batches in one session: each in one transaction that holds its rows and its progress, so that the target has
 * both or neither. A batch may leave its transaction open for the next one, which then has what both bring or neither.
 * For one thread.
 */
public final class BatchApplier {
    private static final Logger LOG = LoggerFactory.getLogger(BatchApplier.class);

    private final Connection connection;
    private final boolean defersConstraints;
    private final TargetMapping mapping;
    private final TargetTables tables;
    private final ProgressStore progress;
    private final ConsistencyStore consistency;
    private final TableStore tableStore;
    private final StructureApplier structure;
    /** The tables that were looked at in this session before their first copied rows. */
    private final Set<TableId> lookedAt = new HashSet<>();
    private final Staging staging;
    private final TableApplier applier;
    private final ChangesApplier changes;
    private boolean open;

    /**
     * @param connection with auto-commit; used by nobody else while a batch is applied
     * @param defersConstraints whether deferrable constraints are to be checked when a batch is complete
     */
    public BatchApplier(Connection connection, boolean defersConstraints, ConflictMode mode, TargetMapping mapping,
            TargetTables tables, ProgressStore progress, ConsistencyStore consistency, TableStore tableStore,
            StructureApplier structure) throws SQLException {
        this.connection = connection;
        this.defersConstraints = defersConstraints;
        this.mapping = mapping;
        this.tables = tables;
        this.progress = progress;
        this.consistency = consistency;
        this.tableStore = tableStore;
        this.structure = structure;
        this.staging = new Staging(connection);
        this.applier = new TableApplier(connection, mode, tables, staging);
        this.changes = new ChangesApplier(connection, defersConstraints, mapping, applier);
    }

    /** Whether the last batch left its transaction open. */
    public boolean isOpen() {
        return open;
    }

    /**
     * @throws NotReadyException if some of its tables cannot take rows yet
     * @throws PgTwinException if the batch was not committed, or if the connection was lost while it was
     */
    public ApplyCounts apply(Batch batch) {
        Collection<TableSteps> work = TableSteps.of(batch.items());
        try {
            prepare(batch, work);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot prepare a batch");
        }
        try {
            prepareTransaction(batch, work);
            ApplyCounts counts = applyAll(batch, work);
            Failpoint.reach("sink.batch.applied");
            open = batch.isOpen();
            if (!open) {
                connection.commit();
                Failpoint.reach("sink.batch.committed");
                connection.setAutoCommit(true);
            }
            return counts;
        } catch (SQLException e) {
            rollBack();
            throw notCommitted(e, batch, work);
        } catch (PgTwinException e) {
            rollBack();
            throw changes.explained(e);
        } catch (RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    private void prepareTransaction(Batch batch, Collection<TableSteps> work) {
        try {
            if (!open) {
                begin();
            }
            staging.prepare(staged(batch, work));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot prepare the transaction of a batch");
        }
    }

    private void begin() throws SQLException {
        staging.begin();
        connection.setAutoCommit(false);
        if (defersConstraints) {
            deferConstraints();
        }
    }

    /**
     * What is checked only at the commit does not tell by itself whose rows were wrong. It may be right with rows that
     * follow: the batch may end within a transaction of the source.
     */
    private RuntimeException notCommitted(SQLException error, Batch batch, Collection<TableSteps> work) {
        PgTwinException failure = SqlFailures.of(error, "Cannot commit a batch of " + batch.records() + " records");
        boolean refers = failure.kind() == FailureKind.FOREIGN_KEY_VIOLATED;
        if (work.isEmpty() || !refers && failure.kind() != FailureKind.CONSTRAINT_VIOLATED) {
            return failure;
        }
        Optional<ViolatedConstraint> constraint = ViolatedConstraint.of(error);
        List<TableDefinition> culprits = among(work, constraint.map(ViolatedConstraint::table));
        if (culprits.isEmpty() && refers) {
            culprits = among(work, constraint.flatMap(it -> new TargetCatalog(connection).referencedBy(it)));
        }
        return new NotReadyException(culprits.isEmpty() ? work.stream().map(TableSteps::definition).toList() : culprits,
                failure);
    }

    private List<TableDefinition> among(Collection<TableSteps> work, Optional<TableId> target) {
        return work.stream().filter(steps -> target.equals(Optional.of(mapping.tables().map(steps.table()))))
                .map(TableSteps::definition).toList();
    }

    /** So that a row may come before the one that it refers to, where the constraint lets it. */
    private void deferConstraints() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL DEFERRED");
        }
    }

    /** What other sessions must see at once, or what a rollback must not undo. */
    private void prepare(Batch batch, Collection<TableSteps> work) throws SQLException {
        structure.take(batch.messages());
        List<TableStarted> started = batch.messages().stream().map(SinkMessage::message)
                .filter(TableStarted.class::isInstance).map(TableStarted.class::cast).toList();
        structure.start(started);
        for (TableStarted it : started) {
            tables.create(it.table());
        }
        requireTables(work);
        checkCopies(work);
    }

    private Set<BoundTable> staged(Batch batch, Collection<TableSteps> work) {
        boolean evenFew = changes.mayNeedSets(work, isWhole(batch));
        Set<BoundTable> staged = new LinkedHashSet<>();
        for (TableSteps table : work) {
            if (evenFew || !TableApplier.areFew(table)) {
                table.steps().stream().filter(it -> it.table().hasKey() && applier.mayStage(it))
                        .forEach(step -> staged.add(tables.of(step.table())));
            }
        }
        return staged;
    }

    private void requireTables(Collection<TableSteps> work) throws SQLException {
        List<TableDefinition> missing = new ArrayList<>();
        for (TableSteps table : work) {
            if (!isThere(table)) {
                missing.add(table.definition());
            }
        }
        if (!missing.isEmpty()) {
            throw new NotReadyException(missing, tables.missing(missing.get(0)));
        }
    }

    private void checkCopies(Collection<TableSteps> work) throws SQLException {
        List<TableDefinition> untold = new ArrayList<>();
        for (TableSteps table : work) {
            if (!lookedAt.contains(table.table()) && table.hasCopiedRows()) {
                if (!tableStore.isTold(table.table())) {
                    untold.add(table.definition());
                }
                lookedAt.add(table.table());
            }
        }
        if (!untold.isEmpty()) {
            structure.copying(untold);
        }
    }

    private boolean isThere(TableSteps table) throws SQLException {
        for (Step step : table.steps()) {
            if (!isThere(step.table())) {
                return false;
            }
        }
        return true;
    }

    private boolean isThere(TableDefinition table) throws SQLException {
        try {
            return tables.find(table).isPresent();
        } catch (PgTwinException e) {
            if (!tableStore.isTold(table.id())) {
                return false; // what it lacks may come with the structure
            }
            return tables.find(table).isPresent(); // it may have come since
        }
    }

    private ApplyCounts applyAll(Batch batch, Collection<TableSteps> work) throws SQLException {
        progress.lock(batch.advances());
        for (SinkMessage sent : batch.messages()) {
            write(sent.message());
        }
        ApplyCounts counts = changes.apply(batch, work, isWhole(batch));
        progress.write(batch.advances());
        if (batch.consistency().isPresent()) {
            consistency.write(batch.consistency().get());
        }
        return counts;
    }

    /** Whether nothing of it can wait for what comes later. */
    private boolean isWhole(Batch batch) {
        return open || batch.isWhole();
    }

    private void write(ControlMessage message) throws SQLException {
        if (message instanceof TableStarted started) {
            tableStore.started(started, mapping.tables().map(started.table().id()));
        } else if (message instanceof TableCopied copied) {
            tableStore.copied(copied.table(), mapping.tables().map(copied.table()), copied.rows());
        }
    }

    /** Fails only if the connection is lost, and then the failure that led here says so. */
    private void rollBack() {
        open = false;
        staging.rolledBack();
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("The connection is lost, and with it the transaction", e);
        }
    }
}
