package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/**
 * Creates what is missing in the target, under mapped names, and leaves alone what is there. Every object is made in a
 * transaction of its own if the session commits by itself, else in the caller's. The session needs an empty
 * {@code search_path}. For one thread; several may work on the same target, each with its own session.
 */
public final class StructureCreator {
    /** What the server answers when another session creates the same thing at the same moment. */
    private static final Set<String> CREATED_BY_ANOTHER = Set.of("42P06", "42P07", "42710", "42723", "42P16", "23505");
    /** A partition that was attached to a table with an index has got an index by that. */
    private static final String ATTACHED_ALREADY = "55000";
    /**
     * The last part that is attached makes the whole index valid, on every level. The server releases its lock on the
     * upper level before the transaction ends: a part that another session attaches there until then does not see that
     * the lower level is complete, nor is seen by it, and the index stays invalid for good. So one at a time.
     */
    private static final String ATTACH_ALONE = "SELECT pg_advisory_xact_lock(" + 0x7067_7477_6978L + ")";
    private static final int ATTEMPTS = 3;
    private static final Set<StructureKind> STAND_ALONE = EnumSet.of(StructureKind.COLLATION, StructureKind.ENUM,
            StructureKind.DOMAIN, StructureKind.COMPOSITE, StructureKind.RANGE, StructureKind.SEQUENCE);

    private final Connection connection;
    private final Target target;
    private final TargetNames names;
    private final Existing existing;

    public StructureCreator(Connection connection, Names names) {
        this.connection = connection;
        this.target = new Target(connection);
        this.names = new TargetNames(names, target);
        this.existing = new Existing(target, this.names);
    }

    /**
     * @param objects in the order in which they were read
     * @throws PgTwinException that names the first object that cannot be made; what was made before it stays
     */
    public List<Outcome> create(Collection<StructureObject> objects) {
        checkNames(objects);
        List<Outcome> outcomes = new ArrayList<>();
        objects.forEach(object -> outcomes.add(create(object)));
        return outcomes;
    }

    /**
     * The name that an object has, or would get, in the target: for a dry run.
     *
     * @throws PgTwinException CONFIGURATION if the mapping gives a name that is too long
     */
    public TableId targetOf(StructureObject object) {
        return existing.targetOf(object);
    }

    /**
     * Tables may be merged on purpose; of two types, one would be lost.
     *
     * @throws PgTwinException CONFIGURATION if the mapping gives two of them one name, or a name that is too long
     */
    public void checkNames(Collection<StructureObject> objects) {
        Map<TableId, StructureObject> byName = new HashMap<>();
        for (StructureObject object : objects) {
            StructureObject other = STAND_ALONE.contains(object.kind()) && object.table().isEmpty()
                    ? byName.put(names.relation(object.id()), object) : null;
            if (other != null && !other.id().equals(object.id())) {
                throw new PgTwinException(FailureKind.CONFIGURATION, "The mapping gives " + other + " and " + object
                        + " the same name, " + names.relation(object.id()));
            }
        }
    }

    private Outcome create(StructureObject object) {
        try {
            for (int attempt = 1; !existing.has(object); attempt++) {
                Optional<String> obstacle = obstacle(object);
                if (obstacle.isPresent()) {
                    return leftOut(object, obstacle.get());
                }
                checkFeatures(object);
                if (make(object, attempt)) {
                    return new Outcome(object, targetOf(object), Outcome.Result.CREATED, "");
                }
                names.lookAgain();
            }
            return new Outcome(object, targetOf(object), Outcome.Result.EXISTED, "it exists");
        } catch (SQLException e) {
            if (ATTACHED_ALREADY.equals(e.getSQLState()) && object.table().isPresent()) {
                return new Outcome(object, targetOf(object), Outcome.Result.EXISTED,
                        "the partition has another index in its place");
            }
            throw SqlFailures.of(kindOf(e, object), e, "Cannot create in the target what the source has as " + object);
        }
    }

    /** An extension that is not installed on the server has no SQLSTATE of its own. */
    private static FailureKind kindOf(SQLException error, StructureObject object) {
        FailureKind kind = SqlFailures.kindOf(error);
        boolean missing = kind == FailureKind.UNEXPECTED && object.kind() == StructureKind.EXTENSION;
        return missing ? FailureKind.TYPE_MISSING : kind;
    }

    private Optional<String> obstacle(StructureObject object) throws SQLException {
        if (object.kind() == StructureKind.FORCED_ROW_SECURITY && !target.bypassesRowSecurity()) {
            return Optional.of("the policies would count for the sink's own role, which has no BYPASSRLS, and hide rows"
                    + " from it; ALTER TABLE ... FORCE ROW LEVEL SECURITY when the sync has ended");
        }
        return missingFunction(object).map(function ->
                "it needs function " + function + ", which is not in the target and is not carried");
    }

    private Optional<TableId> missingFunction(StructureObject object) throws SQLException {
        for (TableId function : object.functions()) {
            if (!target.hasFunction(names.relation(function))) {
                return Optional.of(names.relation(function));
            }
        }
        return Optional.empty();
    }

    /** What rows do not need may stay behind. */
    private Outcome leftOut(StructureObject object, String what) {
        if (object.phase() == StructurePhase.BEFORE_ROWS) {
            throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, "Cannot create " + object + ": " + what);
        }
        return new Outcome(object, targetOf(object), Outcome.Result.LEFT_OUT, what);
    }

    private void checkFeatures(StructureObject object) throws SQLException {
        for (Feature feature : object.features()) {
            int version = target.majorVersion();
            if (feature.sinceVersion() > version) {
                throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, "Cannot create " + object + ": PostgreSQL has "
                        + feature.name() + " since version " + feature.sinceVersion() + ", and the target is "
                        + version);
            }
        }
    }

    /** @return false if another session has made something of a name that is needed */
    private boolean make(StructureObject object, int attempt) throws SQLException {
        try {
            inTransaction(object);
            return true;
        } catch (SQLException e) {
            if (attempt == ATTEMPTS || !CREATED_BY_ANOTHER.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return false;
        }
    }

    private void inTransaction(StructureObject object) throws SQLException {
        boolean commits = connection.getAutoCommit();
        connection.setAutoCommit(false);
        Savepoint begin = connection.setSavepoint();
        try {
            execute(object);
            connection.releaseSavepoint(begin);
        } catch (SQLException | RuntimeException e) {
            undo(begin, e);
            throw e;
        } finally {
            if (commits) {
                connection.setAutoCommit(true); // commits what is left of the transaction
            }
        }
    }

    /** A lost session undoes everything itself, and its first error is the one that tells. */
    private void undo(Savepoint begin, Exception reason) {
        try {
            connection.rollback(begin);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void execute(StructureObject object) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String schema = existing.schemaOf(object);
            if (object.kind() != StructureKind.SCHEMA && !target.hasSchema(schema)) {
                statement.execute("CREATE SCHEMA " + Sql.identifier(schema));
            }
            for (SqlTemplate template : object.statements()) {
                if (IndexObjects.attaches(template)) {
                    statement.execute(ATTACH_ALONE);
                }
                statement.execute(StatementCheck.unsplit(StatementCheck.checked(template.render(names))));
            }
        }
    }
}
