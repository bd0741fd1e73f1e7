package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** Triggers and policies: what changes how a table behaves, and is made when all rows are there. */
final class TableExtras {
    private static final Map<String, String> FIRES =
            Map.of("D", " DISABLE TRIGGER ", "R", " ENABLE REPLICA TRIGGER ", "A", " ENABLE ALWAYS TRIGGER ");

    private final Source source;

    TableExtras(Source source) {
        this.source = source;
    }

    List<StructureObject> triggers() throws SQLException {
        return source.catalog().query("included-triggers", this::trigger,
                List.of(source.included().oids(StructureInclude.TRIGGERS)));
    }

    private StructureObject trigger(CatalogRow row) throws SQLException {
        SourceTable table = source.table(row.number("relation"));
        String name = Sql.identifier(row.text("name"));
        String definition = row.text("definition");
        Draft draft = draft(StructureKind.TRIGGER, table, row.text("name"))
                .functions(source.functionsOf("pg_trigger", row.number("oid")))
                .feature(definition.contains(" EXECUTE FUNCTION "), "EXECUTE FUNCTION of a trigger", 11)
                .statement(triggerSql(table, name, SqlLexer.tokens(definition)));
        String fires = FIRES.get(row.text("enabled"));
        if (fires != null) {
            draft.statement(SqlTemplate.of("ALTER TABLE ").relation(table.id()).text(fires + name));
        }
        return draft.comment(SqlTemplate.of("COMMENT ON TRIGGER " + name + " ON ").relation(table.id()),
                row.text("comment")).build();
    }

    /** In {@code CREATE CONSTRAINT TRIGGER name AFTER ...}, the name is not to be taken for a column. */
    private SqlTemplate.Builder triggerSql(SourceTable table, String name, List<SqlToken> definition) {
        int at = 0;
        StringBuilder beginning = new StringBuilder();
        while (!definition.get(at).text().equals("TRIGGER")) {
            beginning.append(definition.get(at++).text());
        }
        // the word, a space, the name
        String rest = String.join("", definition.subList(at + 3, definition.size()).stream()
                .map(SqlToken::text).toList());
        return SqlTemplate.of(beginning + "TRIGGER " + name).add(source.query(rest, table, List.of("old", "new")));
    }

    List<StructureObject> policies() throws SQLException {
        List<StructureObject> objects = new ArrayList<>(source.catalog().query("included-policies", this::policy,
                List.of(source.included().oids(StructureInclude.POLICIES))));
        if (source.included().has(StructureInclude.POLICIES)) {
            source.catalog().query("row-security", this::rowSecurity, List.of(source.tableOids()))
                    .forEach(ofTable -> ofTable.forEach(objects::add));
        }
        return objects;
    }

    private StructureObject policy(CatalogRow row) throws SQLException {
        SourceTable table = source.table(row.number("relation"));
        String name = Sql.identifier(row.text("name"));
        SqlTemplate.Builder sql = SqlTemplate.of("CREATE POLICY " + name + " ON ").relation(table.id())
                .text(row.flag("permissive") ? " AS PERMISSIVE" : " AS RESTRICTIVE").text(" FOR " + row.text("command"))
                .text(" TO " + String.join(", ", row.texts("roles")));
        addCondition(sql, " USING (", row.text("visible"), table);
        addCondition(sql, " WITH CHECK (", row.text("writable"), table);
        return draft(StructureKind.POLICY, table, row.text("name"))
                .functions(source.functionsOf("pg_policy", row.number("oid"))).statement(sql)
                .comment(SqlTemplate.of("COMMENT ON POLICY " + name + " ON ").relation(table.id()), row.text("comment"))
                .build();
    }

    private void addCondition(SqlTemplate.Builder sql, String before, String condition, SourceTable table) {
        if (condition != null) {
            sql.text(before).add(source.query(condition, table, List.of())).text(")");
        }
    }

    private Stream<StructureObject> rowSecurity(CatalogRow row) throws SQLException {
        SourceTable table = source.table(row.number("relation"));
        Stream<StructureObject> enabled = row.flag("enabled")
                ? Stream.of(rowSecurity(StructureKind.ROW_SECURITY, table, "ENABLE")) : Stream.empty();
        Stream<StructureObject> forced = row.flag("forced")
                ? Stream.of(rowSecurity(StructureKind.FORCED_ROW_SECURITY, table, "FORCE")) : Stream.empty();
        return Stream.concat(enabled, forced);
    }

    private static StructureObject rowSecurity(StructureKind kind, SourceTable table, String verb) {
        return draft(kind, table, table.id().name()).statement(SqlTemplate.of("ALTER TABLE ").relation(table.id())
                .text(" " + verb + " ROW LEVEL SECURITY")).build();
    }

    private static Draft draft(StructureKind kind, SourceTable table, String name) {
        return new Draft(kind, new TableId(table.id().schema(), name), StructurePhase.AFTER_ALL_ROWS).table(table.id());
    }
}
