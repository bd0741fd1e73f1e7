package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * Indexes and the constraints that have one. An index of a partitioned table is made without those of its partitions,
 * before the rows since it is empty; then each partition's index is made for itself, with its own name, and attached.
 * An index of a materialized view is made after the view, which is made with its rows.
 */
final class IndexObjects {
    private static final String ALTER = "ALTER INDEX ";
    private static final String ATTACH = " ATTACH PARTITION ";

    private final Source source;
    private final Map<Long, List<SourceIndex>> indexes;
    private final Map<Long, SourceConstraint> constraints = new HashMap<>();

    IndexObjects(Source source) throws SQLException {
        this.source = source;
        List<Long> relations = new ArrayList<>(source.tableOids());
        source.views().forEach(view -> relations.add(view.oid()));
        indexes = source.catalog().query("indexes", SourceIndex::of, List.of(relations)).stream()
                .filter(index -> index.valid() && !source.leftOut().hasObject("pg_class", index.oid()))
                .collect(Collectors.groupingBy(SourceIndex::relation));
        source.catalog().query("constraints", SourceConstraint::of, List.of(source.tableOids())).stream()
                .filter(constraint -> !constraint.isCheck())
                .forEach(constraint -> constraints.put(constraint.index(), constraint));
    }

    /** Whether a statement makes the index of a partition a part of its partitioned table's. */
    static boolean attaches(SqlTemplate statement) {
        List<SqlPart> parts = statement.parts();
        return parts.size() > 2 && parts.get(0).equals(new SqlPart.Text(ALTER))
                && parts.get(2).equals(new SqlPart.Text(ATTACH));
    }

    /** What has an index: a table or a materialized view. */
    private record Indexed(TableId id, Set<String> columns, boolean isView) {}

    /** Those of tables, parents before partitions; constraints before plain indexes. */
    List<StructureObject> ofTables() {
        return source.tables().stream().flatMap(table -> create(new Indexed(table.id(), table.columnNames(), false),
                indexes.getOrDefault(table.oid(), List.of()))).toList();
    }

    /** @param carried the oids of views that are carried */
    List<StructureObject> ofViews(Set<Long> carried) {
        return source.views().stream().filter(view -> carried.contains(view.oid())).flatMap(view -> create(
                new Indexed(view.id(), Set.copyOf(view.columns()), true), indexes.getOrDefault(view.oid(), List.of())))
                .toList();
    }

    private Stream<StructureObject> create(Indexed table, List<SourceIndex> ofTable) {
        return Stream.concat(
                ofTable.stream().filter(index -> constraints.containsKey(index.oid()))
                        .flatMap(index -> withIndex(table, index, constraints.get(index.oid()))),
                ofTable.stream().filter(index -> !constraints.containsKey(index.oid()))
                        .map(index -> index(table, index)));
    }

    private StructureObject index(Indexed table, SourceIndex index) {
        String definition = index.definition();
        Draft draft = draft(StructureKind.INDEX, table, index, false);
        draft.statement(SqlTemplate.of(index.isUnique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                .local(table.id(), index.name()).text(index.partitioned() ? " ON ONLY " : " ON ").relation(table.id())
                .text(" ").add(source.sql(definition.substring(startOfMethod(definition)), table.id(),
                        table.columns())));
        addSettings(draft, table, index);
        return draft.comment(SqlTemplate.of("COMMENT ON INDEX ").qualifiedLocal(table.id(), index.name()),
                index.comment())
                .build();
    }

    /** In {@code CREATE INDEX name ON schema.table USING btree (...)}, where USING is; names may hold that word. */
    private static int startOfMethod(String definition) {
        int at = 0;
        for (SqlToken token : SqlLexer.tokens(definition)) {
            if (token.kind() == SqlToken.Kind.WORD && token.text().equals("USING")) {
                return at;
            }
            at += token.text().length();
        }
        throw new IllegalArgumentException("An index definition without USING: " + definition);
    }

    /**
     * By a key without overlaps the sink could not find rows: it gets a unique index as well, which forbids nothing
     * more.
     */
    private Stream<StructureObject> withIndex(Indexed table, SourceIndex index, SourceConstraint constraint) {
        boolean findsRows = constraint.isPrimaryKey() || index.replicaIdentity();
        return constraint.period() && findsRows && index.parent() == null // partitions get theirs from the table
                ? Stream.of(constraint(table, index, constraint), equalIndex(table, index, constraint))
                : Stream.of(constraint(table, index, constraint));
    }

    private static StructureObject equalIndex(Indexed table, SourceIndex index, SourceConstraint constraint) {
        String name = TargetNames.otherName(constraint.name() + "_pgtwin", table.id().toString());
        return new Draft(StructureKind.INDEX, new TableId(table.id().schema(), name), StructurePhase.BEFORE_ROWS)
                .table(table.id()).statement(SqlTemplate.of("CREATE UNIQUE INDEX ").local(table.id(), name).text(" ON ")
                        .relation(table.id()).text(" (").columns(table.id(), plain(index.keyColumns())).text(")"))
                .comment(SqlTemplate.of("COMMENT ON INDEX ").qualifiedLocal(table.id(), name), "Made by pgtwin to find"
                        + " rows by " + constraint.name() + ", which is WITHOUT OVERLAPS").build();
    }

    private StructureObject constraint(Indexed table, SourceIndex index, SourceConstraint constraint) {
        boolean primary = constraint.isPrimaryKey();
        Draft draft = draft(primary ? StructureKind.PRIMARY_KEY : StructureKind.INDEX_CONSTRAINT, table, index, primary)
                .feature(constraint.period(), "WITHOUT OVERLAPS", 18);
        SqlTemplate.Builder sql = SqlTemplate.of("ALTER TABLE ONLY ").relation(table.id()).text(" ADD CONSTRAINT ")
                .local(table.id(), constraint.name()).text(" ");
        draft.statement(constraint.isExclusion()
                ? sql.add(source.sql(constraint.definition(), table.id(), table.columns()))
                : addKey(sql, table, index, constraint));
        addSettings(draft, table, index);
        return draft.comment(SqlTemplate.of("COMMENT ON CONSTRAINT ").local(table.id(), constraint.name()).text(" ON ")
                .relation(table.id()), constraint.comment()).build();
    }

    private static SqlTemplate.Builder addKey(SqlTemplate.Builder sql, Indexed table, SourceIndex index,
            SourceConstraint constraint) {
        sql.text(constraint.isPrimaryKey() ? "PRIMARY KEY (" : "UNIQUE ")
                .text(constraint.isPrimaryKey() ? "" : index.nullsNotDistinct() ? "NULLS NOT DISTINCT (" : "(")
                .columns(table.id(), plain(index.keyColumns())).text(constraint.period() ? " WITHOUT OVERLAPS)" : ")");
        if (!index.includedColumns().isEmpty()) {
            sql.text(" INCLUDE (").columns(table.id(), plain(index.includedColumns())).text(")");
        }
        if (!index.options().isEmpty()) {
            sql.text(" WITH (" + ColumnSql.options("", index.options()) + ")");
        }
        return sql.text(constraint.deferrable() ? " DEFERRABLE" : "")
                .text(constraint.deferred() ? " INITIALLY DEFERRED" : "");
    }

    private static List<String> plain(List<String> quoted) {
        return quoted.stream().map(name -> SqlLexer.tokens(name).get(0).name()).toList();
    }

    private Draft draft(StructureKind kind, Indexed table, SourceIndex index, boolean key) {
        boolean before = key || index.replicaIdentity() || index.partitioned();
        return new Draft(kind, new TableId(table.id().schema(), index.name()),
                before ? StructurePhase.BEFORE_ROWS : table.isView() ? StructurePhase.AFTER_ALL_ROWS
                        : StructurePhase.AFTER_ROWS).table(table.id())
                .functions(source.functionsOf("pg_class", index.oid()))
                .feature(index.partitioned(), "index of a partitioned table", 11)
                .feature(!index.includedColumns().isEmpty(), "INCLUDE", 11)
                .feature(index.nullsNotDistinct(), "NULLS NOT DISTINCT", 15);
    }

    private void addSettings(Draft draft, Indexed table, SourceIndex index) {
        if (index.parent() != null) {
            draft.statement(SqlTemplate.of(ALTER)
                    .qualifiedLocal(source.table(index.parentRelation()).id(), index.parent()).text(ATTACH)
                    .qualifiedLocal(table.id(), index.name()));
        }
        for (String target : index.statistics()) {
            draft.feature(true, "statistics target of an index", 11)
                    .statement(SqlTemplate.of(ALTER).qualifiedLocal(table.id(), index.name())
                            .text(" ALTER COLUMN " + target.replace(" ", " SET STATISTICS ")));
        }
        if (index.clustered()) {
            draft.statement(SqlTemplate.of("ALTER TABLE ").relation(table.id()).text(" CLUSTER ON ")
                    .local(table.id(), index.name()));
        }
        if (index.replicaIdentity()) {
            draft.statement(SqlTemplate.of("ALTER TABLE ONLY ").relation(table.id())
                    .text(" REPLICA IDENTITY USING INDEX ").local(table.id(), index.name()));
        }
    }
}
