package io.pgtwin.sink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;

/**
 * Finds the target table of each source table, creates it where that is asked for, and remembers both. Belongs to one
 * session, so that a new session looks again. Must be called outside a transaction: a created table must be seen by
 * other tasks at once.
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
     * @param mayCreate whether a missing table is created where that is asked for
     * @param toldOfTriggers tables whose firing triggers the log has told of already; those told of now are added
     */
    public TargetTables(Connection connection, TargetMapping mapping, boolean mayCreate, Set<TableId> toldOfTriggers) {
        this.toldOfTriggers = toldOfTriggers;
        this.mapping = mapping;
        this.mayCreate = mayCreate;
        this.catalog = new TargetCatalog(connection);
        this.creator = new TableCreator(connection, mapping.columns());
    }

    /**
     * @return empty if the table is missing
     * @throws PgTwinException if it does not suit
     */
    public Optional<BoundTable> find(TableDefinition definition) {
        BoundTable known = byIdentity.get(definition);
        if (known != null) {
            return Optional.of(known);
        }
        if (byIdentity.size() >= MAX_REMEMBERED) {
            byIdentity.clear();
            byContent.clear();
        }
        BoundTable bound = byContent.computeIfAbsent(definition,
                it -> load(targetOf(it)).map(target -> bind(it, target))
                .orElse(null));
        if (bound != null) {
            byIdentity.put(definition, bound);
        }
        return Optional.ofNullable(bound);
    }

    /** @throws PgTwinException if the table is missing or does not suit */
    public BoundTable of(TableDefinition definition) {
        return find(definition).orElseThrow(() -> missing(definition));
    }

    /**
     * The same, but a table that is missing is created as a plain one.
     *
     * @throws PgTwinException if it may not or cannot be created
     */
    public BoundTable create(TableDefinition definition) {
        return find(definition).orElseGet(() -> {
            if (!mayCreate) {
                throw missing(definition);
            }
            creator.create(definition, targetOf(definition));
            return of(definition);
        });
    }

    /** Whether they can be truncated together. Looks again: foreign keys may have been made in the meantime. */
    public boolean mayTruncate(Collection<BoundTable> tables) throws SQLException {
        return catalog.mayTruncate(tables.stream().map(table -> table.target().id()).toList());
    }

    private TableId targetOf(TableDefinition definition) {
        return mapping.tables().map(definition.id());
    }

    /** Why rows of a table that is not there cannot be applied. */
    public PgTwinException missing(TableDefinition definition) {
        return missing(definition, mayCreate
                ? "and nothing has told yet how to make it: topic <topic.prefix> itself, which"
                + " tells of tables, must be among the sink's topics"
                : "structure.apply=false keeps pgtwin from making it, and topic <topic.prefix> itself, which tells of"
                + " tables, must be among the sink's topics");
    }

    private PgTwinException missing(TableDefinition definition, String why) {
        return new PgTwinException(FailureKind.TARGET_TABLE_MISSING, "Target table " + targetOf(definition)
                + " for source table " + definition.id() + " does not exist, " + why);
    }

    private BoundTable bind(TableDefinition definition, TargetTable target) {
        BoundTable bound = BoundTable.bind(definition, target, mapping.columns());
        if (!target.firing().isEmpty() && toldOfTriggers.add(target.id())) {
            LOG.warn("Triggers {} of target table {} fire on what is synced: they are enabled ALWAYS or as REPLICA, or"
                    + " the account may not set session_replication_role", target.firing(), target.id());
        }
        return bound;
    }

    private Optional<TargetTable> load(TableId id) {
        try {
            return catalog.load(id);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the definition of target table " + id);
        }
    }
}
