package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;

/** A table as the catalog has it, with its columns. See {@code tables.sql} and {@code columns.sql}. */
record SourceTable(long oid, TableId id, boolean partitioned, boolean partition, boolean unlogged,
        String replicaIdentity, List<String> options, List<String> toastOptions, String partitionKey,
        String partitionBound, String accessMethod, String ofType, String comment, List<Long> parents,
        List<Column> columns) {

    /** A column as the catalog has it. */
    record Column(String name, String type, boolean notNull, NotNull constraint, String identity, String generated,
            String defaultValue, long defaultOid, String collation, String storage, String compression,
            Optional<String> statistics, List<String> options, String comment, boolean local, boolean inherited) {

        /** From 18 on NOT NULL is a constraint with a name. */
        record NotNull(String name, boolean noInherit, boolean valid, boolean local) {}

        boolean isGenerated() {
            return !generated.isEmpty();
        }

        boolean isIdentity() {
            return !identity.isEmpty();
        }

        static Column of(CatalogRow row) throws SQLException {
            return new Column(row.text("name"), row.text("type"), row.flag("not_null"),
                    new NotNull(row.text("not_null_name"), row.flag("not_null_no_inherit"), row.flag("not_null_valid"),
                            row.flag("not_null_local")),
                    row.text("identity"), row.text("generated"), row.text("default_value"), row.number("default_oid"),
                    row.text("collation"), row.text("storage"), row.text("compression"), row.optional("statistics"),
                    row.texts("options"), row.text("comment"), row.flag("local"), row.flag("inherited"));
        }
    }

    /** A column and the table it belongs to. */
    private record Owned(long relation, Column column) {}

    static List<SourceTable> read(Catalog catalog, Collection<Long> oids) throws SQLException {
        Map<Long, List<Column>> columns = catalog.query("columns",
                row -> new Owned(row.number("relation"), Column.of(row)),
                List.of(oids)).stream().collect(Collectors.groupingBy(Owned::relation,
                        Collectors.mapping(Owned::column, Collectors.toList())));
        return catalog.query("tables", row -> of(row, columns.getOrDefault(row.number("relation"), List.of())),
                List.of(oids));
    }

    private static SourceTable of(CatalogRow row, List<Column> columns) throws SQLException {
        return new SourceTable(row.number("relation"), row.id(), row.flag("partitioned"), row.flag("partition"),
                row.flag("unlogged"), row.text("replica_identity"), row.texts("options"), row.texts("toast_options"),
                row.text("partition_key"), row.text("partition_bound"), row.text("access_method"), row.text("of_type"),
                row.text("comment"), row.numbers("parents"), columns);
    }

    SourceTable without(LeftOut leftOut) {
        List<Column> left = columns.stream().filter(column -> !leftOut.hasColumn(oid, column.name())).toList();
        return new SourceTable(oid, id, partitioned, partition, unlogged, replicaIdentity, options, toastOptions,
                partitionKey,
                partitionBound, accessMethod, ofType, comment, parents, left);
    }

    Set<String> columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
    }
}
