package io.pgtwin.source.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
 * What the tables look like at the stream's place. The stream's own Relation messages decide, because the catalog already
 * shows the future; the catalog, as it was at {@code loadedAt}, adds what they lack (NOT NULL, types' names).
 *
 * <p>A table keeps the first shape that it is met with. One from before {@code loadedAt} that differs from the catalog is an
 * older shape, met after a restart. Any other difference is a definition change, which fails at the first row of the new
 * shape: everything before it is produced, and a restart there meets the new shape first.
 */
final class Relations {
    private final Map<TableId, SourceTable> selected;
    private final Lsn loadedAt;
    private final BiFunction<Long, Integer, String> typeNames;
    private final Map<TableId, Shape> shapes = new HashMap<>();
    private final Map<Integer, Binding> bindings = new HashMap<>();

    /** A table as the stream has shown it. */
    private record Shape(List<ColumnIdentity> identities, BoundRelation relation) {}

    /** What rows of a relation meet: a table, a failure, or neither if it is not selected. */
    private record Binding(Optional<BoundRelation> relation, Optional<String> change) {}

    /** @param typeNames from type OID and modifier to the type's name as definitions show it */
    Relations(List<SourceTable> selected, Lsn loadedAt, BiFunction<Long, Integer, String> typeNames) {
        this.selected = selected.stream().collect(Collectors.toMap(SourceTable::id, table -> table));
        this.loadedAt = loadedAt;
        this.typeNames = typeNames;
    }

    void define(Relation relation, Lsn lsn) {
        TableId id = new TableId(relation.namespace(), relation.name());
        SourceTable table = selected.get(id);
        bindings.put(relation.id(), table == null ? new Binding(Optional.empty(), Optional.empty())
                : bind(table, relation, lsn));
    }

    private Binding bind(SourceTable table, Relation relation, Lsn lsn) {
        List<ColumnIdentity> identities = relation.columns().stream().map(Relations::identity).toList();
        boolean asInCatalog = identities.equals(table.identities()) && keyIsSame(table.definition(), relation);
        Shape known = shapes.get(table.id());
        if (known == null && (asInCatalog || lsn.isBefore(loadedAt))) {
            known = new Shape(identities,
                    new BoundRelation(asInCatalog ? table.definition() : olderDefinition(table, relation)));
            shapes.put(table.id(), known);
        }
        if (known != null && known.identities().equals(identities) && keyIsSame(known.relation().table(), relation)) {
            return new Binding(Optional.of(known.relation()), Optional.empty());
        }
        List<ColumnIdentity> before = known == null ? table.identities() : known.identities();
        return new Binding(Optional.empty(), Optional.of("Table " + table.id() + " was " + describe(before) + " and is "
                + describe(identities) + " from " + lsn + " on"));
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

    private TableDefinition olderDefinition(SourceTable table, Relation relation) {
        List<ColumnDefinition> columns = relation.columns().stream().map(column -> new ColumnDefinition(column.name(),
                typeNames.apply(Integer.toUnsignedLong(column.typeOid()), column.typeModifier()), false)).toList();
        Set<String> names = columns.stream().map(ColumnDefinition::name).collect(Collectors.toSet());
        List<String> key = relation.replicaIdentity() == ReplicaIdentity.FULL
                ? table.definition().keyColumns().stream().filter(names::contains).toList()
                : relation.columns().stream().filter(RelationColumn::key).map(RelationColumn::name).toList();
        return new TableDefinition(table.id(), columns, key);
    }

    private String describe(List<ColumnIdentity> identities) {
        return identities.stream().map(column -> column.name() + " "
                + typeNames.apply(column.typeOid(), column.typeModifier())).collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * @return empty for a table that is not selected
     * @throws PgTwinException DEFINITION_CHANGED if the table's shape is not the one it was met with
     */
    Optional<BoundRelation> of(int relationId) {
        Binding binding = bindings.get(relationId);
        if (binding == null) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED,
                    "A row came before the definition of its relation " + Integer.toUnsignedLong(relationId));
        }
        binding.change().ifPresent(change -> {
            throw new PgTwinException(FailureKind.DEFINITION_CHANGED, change);
        });
        return binding.relation();
    }
}
