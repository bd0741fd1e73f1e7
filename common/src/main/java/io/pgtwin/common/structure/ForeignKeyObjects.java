package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** The foreign keys between the tables. */
final class ForeignKeyObjects {
    private static final Map<String, String> ACTIONS =
            Map.of("r", "RESTRICT", "c", "CASCADE", "n", "SET NULL", "d", "SET DEFAULT");

    private final Source source;
    private final List<StructureObject> objects = new ArrayList<>();
    private final List<NotCarried> notCarried = new ArrayList<>();

    ForeignKeyObjects(Source source) throws SQLException {
        this.source = source;
        source.catalog().query("foreign-keys", row -> {
            if (source.table(row.number("referenced")) == null) {
                return notCarried.add(new NotCarried("foreign key",
                        source.table(row.number("relation")).id() + "." + row.text("name"),
                        "table " + row.text("referenced_name") + ", which it references, is not selected"));
            }
            return !needsLeftOut(row) && objects.add(foreignKey(row));
        }, List.of(source.tableOids()));
    }

    private boolean needsLeftOut(CatalogRow row) throws SQLException {
        return source.leftOut().hasAnyColumn(row.number("relation"), row.texts("columns"))
                || source.leftOut().hasAnyColumn(row.number("referenced"), row.texts("referenced_columns"));
    }

    List<StructureObject> objects() {
        return objects;
    }

    /** Those whose other table is missing. */
    List<NotCarried> notCarried() {
        return notCarried;
    }

    private StructureObject foreignKey(CatalogRow row) throws SQLException {
        TableId table = source.table(row.number("relation")).id();
        TableId referenced = source.table(row.number("referenced")).id();
        String name = Sql.identifier(row.text("name"));
        SqlTemplate.Builder sql = SqlTemplate.of("ALTER TABLE ").relation(table)
                .text(" ADD CONSTRAINT " + name + " FOREIGN KEY ");
        addColumns(sql, table, row.texts("columns"), row.flag("period")).text(" REFERENCES ")
                .relation(referenced).text(" ");
        addColumns(sql, referenced, row.texts("referenced_columns"), row.flag("period"));
        addBehaviour(sql, table, row);
        TableId id = new TableId(table.schema(), row.text("name"));
        return new Draft(StructureKind.FOREIGN_KEY, id, StructurePhase.AFTER_ALL_ROWS)
                .table(table)
                .feature(row.flag("partitioned"), "foreign key of a partitioned table", 11)
                .feature(row.flag("referenced_partitioned"), "foreign key to a partitioned table", 12)
                .feature(!row.texts("set_columns").isEmpty(), "SET NULL or SET DEFAULT of some columns", 15)
                .feature(row.flag("period"), "PERIOD in a foreign key", 18)
                .feature(!row.flag("enforced"), "NOT ENFORCED", 18)
                .feature(row.flag("partitioned") && !row.flag("valid"), "NOT VALID foreign key of partitions", 18)
                .statement(sql)
                .comment(SqlTemplate.of("COMMENT ON CONSTRAINT " + name + " ON ").relation(table), row.text("comment"))
                .build();
    }

    private static SqlTemplate.Builder addColumns(SqlTemplate.Builder sql, TableId table, List<String> columns,
            boolean period) {
        int last = columns.size() - 1;
        if (!period) {
            return sql.text("(").columns(table, columns).text(")");
        }
        return sql.text("(").columns(table, columns.subList(0, last)).text(", PERIOD ").column(table, columns.get(last))
                .text(")");
    }

    private static void addBehaviour(SqlTemplate.Builder sql, TableId table, CatalogRow row) throws SQLException {
        if (row.text("match").equals("f")) {
            sql.text(" MATCH FULL");
        }
        String onUpdate = ACTIONS.get(row.text("on_update"));
        String onDelete = ACTIONS.get(row.text("on_delete"));
        sql.text(onUpdate == null ? "" : " ON UPDATE " + onUpdate)
                .text(onDelete == null ? "" : " ON DELETE " + onDelete);
        if (!row.texts("set_columns").isEmpty()) {
            sql.text(" (").columns(table, row.texts("set_columns")).text(")");
        }
        sql.text(row.flag("deferrable") ? " DEFERRABLE" : "").text(row.flag("deferred") ? " INITIALLY DEFERRED" : "");
        if (!row.flag("enforced")) {
            sql.text(" NOT ENFORCED");
        } else if (!row.flag("valid")) {
            sql.text(" NOT VALID");
        }
    }
}
