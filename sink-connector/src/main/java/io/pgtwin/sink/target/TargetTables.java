package io.pgtwin.sink.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

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
    private static final int MAX_REMEMBERED = 10_000;

    private final TargetMapping mapping;
    private final boolean mayCreate;
    private final TargetCatalog catalog;
    private final TableCreator creator;
    private final Map<TableDefinition, BoundTable> byIdentity = new IdentityHashMap<>();
    private final Map<TableDefinition, BoundTable> byContent = new HashMap<>();

    /** @param mayCreate whether a missing table is created */
    public TargetTables(Connection connection, TargetMapping mapping, boolean mayCreate) {
        this.mapping = mapping;
        this.mayCreate = mayCreate;
        this.catalog = new TargetCatalog(connection);
        this.creator = new TableCreator(connection, mapping.columns());
    }

    /** @throws PgTwinException if the table is missing or does not suit */
    public BoundTable of(TableDefinition definition) {
        BoundTable known = byIdentity.get(definition);
        if (known != null) {
            return known;
        }
        if (byIdentity.size() >= MAX_REMEMBERED) {
            byIdentity.clear();
            byContent.clear();
        }
        BoundTable bound = byContent.computeIfAbsent(definition, this::bind);
        byIdentity.put(definition, bound);
        return bound;
    }

    private BoundTable bind(TableDefinition definition) {
        TableId id = mapping.tables().map(definition.id());
        TargetTable target = load(id).orElseGet(() -> create(definition, id));
        return BoundTable.bind(definition, target, mapping.columns());
    }

    private TargetTable create(TableDefinition definition, TableId id) {
        String missing = "Target table " + id + " for source table " + definition.id() + " does not exist";
        if (!mayCreate) {
            throw new PgTwinException(FailureKind.TARGET_TABLE_MISSING, missing);
        }
        if (definition.columns().stream().map(ColumnDefinition::type).anyMatch(String::isEmpty)
                || definition.columns().isEmpty()) {
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
