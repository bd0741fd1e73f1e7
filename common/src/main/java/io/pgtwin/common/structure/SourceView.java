package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.List;

import io.pgtwin.common.model.TableId;

/** A view or materialized view as the catalog has it. See {@code included-views.sql}. */
record SourceView(long oid, long rule, TableId id, boolean materialized, boolean empty, String definition,
        List<String> options, List<String> columns, List<String> columnComments, String comment) {
    static SourceView of(CatalogRow row) throws SQLException {
        return new SourceView(row.number("oid"), row.number("rule"), row.id(), row.flag("materialized"),
                row.flag("empty"), row.text("definition"), row.texts("options"), row.texts("columns"),
                row.texts("column_comments"), row.text("comment"));
    }

    /** The columns are named, because those of the tables may have other names in the target. */
    StructureObject create(Source source) {
        String kind = materialized ? "MATERIALIZED VIEW " : "VIEW ";
        SqlTemplate.Builder sql = SqlTemplate.of("CREATE " + kind).relation(id);
        if (!columns.isEmpty()) {
            sql.text(" (").columns(id, columns).text(")");
        }
        if (!options.isEmpty()) {
            sql.text(" WITH (" + ColumnSql.options("", options) + ")");
        }
        sql.text(" AS ").add(source.query(withoutEnd(definition))).text(empty ? " WITH NO DATA" : "");
        Draft draft = new Draft(materialized ? StructureKind.MATERIALIZED_VIEW : StructureKind.VIEW, id,
                StructurePhase.AFTER_ALL_ROWS).functions(source.functionsOf("pg_rewrite", rule))
                .feature(options.stream().anyMatch(it -> it.startsWith("security_invoker")), "security_invoker", 15)
                .statement(sql).comment(SqlTemplate.of("COMMENT ON " + kind).relation(id), comment);
        for (int i = 0; i < columns.size(); i++) {
            String ofColumn = columnComments.get(i);
            draft.comment(SqlTemplate.of("COMMENT ON COLUMN ").relation(id).text(".").column(id, columns.get(i)),
                    ofColumn.isEmpty() ? null : ofColumn);
        }
        return draft.build();
    }

    private static String withoutEnd(String definition) {
        String sql = definition.strip();
        return sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
    }
}
