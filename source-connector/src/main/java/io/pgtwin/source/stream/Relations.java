package io.pgtwin.source.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.ColumnIdentity;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.pgoutput.PgOutputMessage.Relation;
import io.pgtwin.source.pgoutput.RelationColumn;
import io.pgtwin.source.pgoutput.ReplicaIdentity;

/**
 * What the tables look like at the stream's place. The stream's own Relation messages decide, because the catalog
 * already shows the future; the catalog, as it was at {@code loadedAt}, adds what they lack (NOT NULL, types' names).
 *
 * <p>A table keeps the shape that its first produced event has. One from before {@code loadedAt} that differs from the
 * catalog is an older shape, met after a restart. Any other difference is a definition change, which fails at the first
 * event of the new shape: everything before it is produced, and a restart there goes on with the new shape. What the
 * server sends again from before the restart is left out, so its shape settles nothing. Columns that are left out do
 * not belong to a shape: whatever happens to them, the table stays the same.
 */
final class Relations {
    private final Map<TableId, SourceTable> selected;
    private final SyncedTables synced;
    /** By relation id; empty for a table that is not selected. */
    private final Map<Integer, Optional<Shape>> shapes = new HashMap<>();
    private final Map<TableId, Shape> settled = new HashMap<>();

    /**
     * A table as the stream shows it.
     *
     * @param expected whether it is the catalog's or an older one
     */
    private record Shape(Lsn since, List<ColumnIdentity> identities, BoundRelation relation, boolean expected) {}

    Relations(SyncedTables synced) {
        this.selected = synced.tables().stream().collect(Collectors.toMap(SourceTable::id, table -> table));
        this.synced = synced;
    }

    void define(Relation relation, Lsn lsn) {
        SourceTable table = selected.get(new TableId(relation.namespace(), relation.name()));
        shapes.put(relation.id(), Optional.ofNullable(table).map(it -> shape(it, relation, lsn)));
    }

    private Shape shape(SourceTable table, Relation relation, Lsn lsn) {
        List<RelationColumn> columns = includedColumns(table.id(), relation);
        List<ColumnIdentity> identities = columns.stream().map(Relations::identity).toList();
        List<String> streamed = relation.columns().stream().map(RelationColumn::name).toList();
        Shape known = settled.get(table.id());
        if (known != null && known.identities().equals(identities) && keyIsSame(known.relation().table(), relation)) {
            BoundRelation bound = new BoundRelation(known.relation().table(), streamed);
            return new Shape(known.since(), identities, bound, known.expected());
        }
        boolean asInCatalog = identities.equals(table.identities()) && keyIsSame(table.definition(), relation);
        TableDefinition definition =
                asInCatalog ? table.definition() : otherDefinition(table.definition(), columns, relation);
        return new Shape(lsn, identities, new BoundRelation(definition, streamed),
                asInCatalog || lsn.isBefore(synced.loadedAt()));
    }

    /** @throws PgTwinException CONFIGURATION if a column is left out that identifies rows here */
    private List<RelationColumn> includedColumns(TableId table, Relation relation) {
        Map<Boolean, List<RelationColumn>> columns = relation.columns().stream()
                .collect(Collectors.partitioningBy(column -> synced.excluded().test(table, column.name())));
        List<String> identifying = columns.get(true).stream().filter(RelationColumn::key)
                .map(RelationColumn::name).toList();
        if (relation.replicaIdentity() != ReplicaIdentity.FULL && !identifying.isEmpty()) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "Columns " + identifying + " of table " + table
                    + " have become part of its key or replica identity, so that column.exclude.list must not match"
                    + " them");
        }
        return columns.get(false);
    }

    private static ColumnIdentity identity(RelationColumn column) {
        return new ColumnIdentity(column.name(), Integer.toUnsignedLong(column.typeOid()), column.typeModifier());
    }

    /** A replica identity that is the whole row, or none, says nothing about the key. */
    private static boolean keyIsSame(TableDefinition table, Relation relation) {
        Set<String> streamed = flaggedColumns(relation);
        return relation.replicaIdentity() == ReplicaIdentity.FULL || streamed.isEmpty()
                || streamed.equals(Set.copyOf(table.keyColumns()));
    }

    private static Set<String> flaggedColumns(Relation relation) {
        return relation.columns().stream().filter(RelationColumn::key).map(RelationColumn::name)
                .collect(Collectors.toSet());
    }

    private TableDefinition otherDefinition(TableDefinition inCatalog, List<RelationColumn> included,
            Relation relation) {
        List<String> key = otherKey(inCatalog, relation);
        List<ColumnDefinition> columns = included.stream().map(column -> new ColumnDefinition(column.name(),
                synced.typeNames().apply(Integer.toUnsignedLong(column.typeOid()), column.typeModifier()),
                key.contains(column.name()))).toList();
        return new TableDefinition(inCatalog.id(), columns, key);
    }

    /** In the catalog's order if the columns are the same: a row's record key must not change with other columns. */
    private static List<String> otherKey(TableDefinition inCatalog, Relation relation) {
        List<String> names = relation.columns().stream().map(RelationColumn::name).toList();
        if (keyIsSame(inCatalog, relation)) {
            return inCatalog.keyColumns().stream().filter(names::contains).toList();
        }
        return names.stream().filter(flaggedColumns(relation)::contains).toList();
    }

    /**
     * @return empty for a table that is not selected
     * @throws PgTwinException STREAM_MALFORMED if the relation was not defined
     */
    Optional<BoundRelation> of(int relationId) {
        Optional<Shape> shape = shapes.get(relationId);
        if (shape == null) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED,
                    "A row came before the definition of its relation " + Integer.toUnsignedLong(relationId));
        }
        return shape.map(Shape::relation);
    }

    /**
     * An event of this relation is about to be produced.
     *
     * @param relationId of a selected table
     * @throws PgTwinException DEFINITION_CHANGED if the relation's shape is not the one that the table keeps
     */
    void settle(int relationId) {
        Shape shape = shapes.get(relationId).orElseThrow();
        TableDefinition table = shape.relation().table();
        Shape known = settled.get(table.id());
        if (known != null && known.relation().table() == table) {
            return; // maybe with other columns that are left out
        }
        if (known != null || !shape.expected()) {
            TableDefinition before = known == null ? selected.get(table.id()).definition() : known.relation().table();
            throw new PgTwinException(FailureKind.DEFINITION_CHANGED, "Table " + table.id() + " was " + describe(before)
                    + " and is " + describe(table) + " from " + shape.since() + " on");
        }
        settled.put(table.id(), shape);
    }

    private static String describe(TableDefinition table) {
        String columns = table.columns().stream().map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", ", "(", ")"));
        return table.hasKey() ? columns + " with key (" + String.join(", ", table.keyColumns()) + ")" : columns;
    }
}
