package io.pgtwin.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;

/**
 * Finds the target table of each source table, creates it if it may, and remembers both. Belongs to one session, so
 * that a new session looks again. Must be called outside a transaction: a created table must be seen by other tasks at
 * once.
 */
public final class TargetTables {
    private static final Logger LOG = LoggerFactory.getLogger(TargetTables.class);
    private static final int MAX_REMEMBERED = 10_000;

    private final TargetMapping mapping;
    private final boolean mayCreate;
    private final Set<TableId> toldOfTriggers;
    private final TargetCatalog catalog;
    private final TableCreator creator;
    private final Map<TableDefinition, BoundTable> byIdentity = new IdentityHashMap<>();
    private final Map<TableDefinition, BoundTable> byContent = new HashMap<>();

    /**
     * @param mayCreate whether a missing table is created
     * @param toldOfTriggers tables whose firing triggers the log has told of already; those told of now are added
     */
    public TargetTables(Connection connection, TargetMapping mapping, boolean mayCreate, Set<TableId> toldOfTriggers) {
        this.toldOfTriggers = toldOfTriggers;
        this.mapping = mapping;
        this.mayCreate = mayCreate;
        this.catalog = new TargetCatalog(connection);
        this.creator = new TableCreator(connection, mapping.columns());
    }

    /** @throws PgTwinException if the table is missing or does not suit */
    public BoundTable of(TableDefinition definition) {
        return of(definition, mayCreate);
    }

    /** The same for a table about which a record tells no columns, which is too little to create it. */
    public BoundTable existing(TableDefinition definition) {
        return of(definition, false);
    }

    private BoundTable of(TableDefinition definition, boolean createIfMissing) {
        BoundTable known = byIdentity.get(definition);
        if (known != null) {
            return known;
        }
        if (byIdentity.size() >= MAX_REMEMBERED) {
            byIdentity.clear();
            byContent.clear();
        }
        BoundTable bound = byContent.computeIfAbsent(definition, it -> bind(it, createIfMissing));
        byIdentity.put(definition, bound);
        return bound;
    }

    private BoundTable bind(TableDefinition definition, boolean createIfMissing) {
        TableId id = mapping.tables().map(definition.id());
        TargetTable target = load(id).orElseGet(() -> create(definition, id, createIfMissing));
        BoundTable bound = BoundTable.bind(definition, target, mapping.columns());
        if (!target.firing().isEmpty() && toldOfTriggers.add(id)) {
            LOG.warn("Triggers {} of target table {} fire on what is synced: they are enabled ALWAYS or as REPLICA, or"
                    + " the account may not set session_replication_role", target.firing(), id);
        }
        return bound;
    }

    private TargetTable create(TableDefinition definition, TableId id, boolean createIfMissing) {
        String missing = "Target table " + id + " for source table " + definition.id() + " does not exist";
        if (!createIfMissing) {
            throw new PgTwinException(FailureKind.TARGET_TABLE_MISSING, missing);
        }
        if (definition.columns().stream().map(ColumnDefinition::type).anyMatch(String::isEmpty)) {
            throw new PgTwinException(FailureKind.TARGET_TABLE_MISSING, missing
                    + ", and records without schemas do not tell its columns' types, so that it cannot be created");
        }
        creator.create(definition, id);
        return load(id).orElseThrow(() -> new PgTwinException(FailureKind.TARGET_TABLE_MISSING, missing));
    }

    private Optional<TargetTable> load(TableId id) {
        try {
            return catalog.load(id);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the definition of target table " + id);
        }
    }
}
