package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** Check constraints and extended statistics: what concerns one table and has no index. */
final class ConstraintObjects {
    private final Source source;

    ConstraintObjects(Source source) {
        this.source = source;
    }

    /** Those of parents first; what a table only inherits comes with its parent. */
    List<StructureObject> checks() throws SQLException {
        Map<Long, List<SourceConstraint>> checks = source.catalog()
                .query("constraints", SourceConstraint::of, List.of(source.tableOids())).stream()
                .filter(constraint -> constraint.isCheck() && constraint.local()
                        && !source.leftOut().hasObject("pg_constraint", constraint.oid()))
                .collect(Collectors.groupingBy(SourceConstraint::relation));
        return source.tables().stream().flatMap(table -> checks.getOrDefault(table.oid(), List.of()).stream())
                .map(this::check).toList();
    }

    private StructureObject check(SourceConstraint constraint) {
        SourceTable table = source.table(constraint.relation());
        String name = Sql.identifier(constraint.name());
        TableId id = new TableId(table.id().schema(), constraint.name());
        return new Draft(StructureKind.CHECK, id, StructurePhase.AFTER_ROWS)
                .table(table.id()).functions(source.functionsOf("pg_constraint", constraint.oid()))
                .feature(constraint.definition().endsWith("NOT ENFORCED"), "NOT ENFORCED", 18)
                .statement(SqlTemplate.of("ALTER TABLE ").relation(table.id()).text(" ADD CONSTRAINT " + name + " ")
                        .add(source.sql(constraint.definition(), table)))
                .comment(SqlTemplate.of("COMMENT ON CONSTRAINT " + name + " ON ").relation(table.id()),
                        constraint.comment())
                .build();
    }

    List<StructureObject> statistics() throws SQLException {
        return source.catalog().query("statistics", this::statistics, List.of(source.tableOids())).stream()
                .flatMap(Optional::stream).toList();
    }

    private Optional<StructureObject> statistics(CatalogRow row) throws SQLException {
        return source.leftOut().hasObject("pg_statistic_ext", row.number("oid")) ? Optional.empty()
                : Optional.of(carriedStatistics(row));
    }

    private StructureObject carriedStatistics(CatalogRow row) throws SQLException {
        SourceTable table = source.table(row.number("relation"));
        String name = row.text("name");
        String kinds = row.text("kinds");
        List<SqlToken> columns = columnsOfStatistics(row.text("definition"));
        Draft draft = new Draft(StructureKind.STATISTICS, row.id(), StructurePhase.AFTER_ROWS).table(table.id())
                .functions(source.functionsOf("pg_statistic_ext", row.number("oid")))
                .feature(kinds.contains("mcv"), "most common values in extended statistics", 12)
                .feature(columns.stream().anyMatch(token -> token.is("(")), "extended statistics on expressions", 14)
                .statement(SqlTemplate.of("CREATE STATISTICS ").qualifiedLocal(table.id(), name)
                        .text(kinds.isEmpty() ? " " : " (" + kinds + ") ")
                        .add(source.sql(String.join("", columns.stream().map(SqlToken::text).toList()), table)));
        if (row.text("target") != null) {
            draft.feature(true, "target of extended statistics", 13)
                    .statement(SqlTemplate.of("ALTER STATISTICS ").qualifiedLocal(table.id(), name)
                            .text(" SET STATISTICS " + row.text("target")));
        }
        return draft.comment(SqlTemplate.of("COMMENT ON STATISTICS ").qualifiedLocal(table.id(), name),
                row.text("comment"))
                .build();
    }

    /** From ON to the end. */
    private static List<SqlToken> columnsOfStatistics(String definition) {
        List<SqlToken> tokens = SqlLexer.tokens(definition);
        int on = tokens.stream().map(SqlToken::text).toList().indexOf("ON");
        return tokens.subList(on, tokens.size());
    }
}
