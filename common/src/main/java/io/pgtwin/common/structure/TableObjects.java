package io.pgtwin.common.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.structure.SourceTable.Column;

/** The tables, in an order in which parents and tables whose rows are types come first. */
final class TableObjects {
    private static final Map<String, String> REPLICA_IDENTITY = Map.of("f", "FULL", "n", "NOTHING");

    private final Source source;

    TableObjects(Source source) {
        this.source = source;
    }

    List<StructureObject> create() {
        return source.tables().stream().map(this::create).toList();
    }

    /** Defaults that need functions of users, and NOT NULL that old rows need not meet. */
    List<StructureObject> createLater() {
        return source.tables().stream().flatMap(this::later).toList();
    }

    private StructureObject create(SourceTable table) {
        ColumnSql columns = new ColumnSql(source, table);
        Draft draft = new Draft(StructureKind.TABLE, table.id(), StructurePhase.BEFORE_ROWS)
                .statement(createTable(table, columns))
                .feature(table.accessMethod() != null, "table access method " + table.accessMethod(), 12)
                .feature(isDefaultPartition(table), "default partition", 11)
                .feature(isHash(table), "hash partitioning", 11);
        table.columns().forEach(column -> columns.addFeatures(draft, column));
        addParents(draft, table, columns);
        table.columns().forEach(column -> columns.addSettings(draft, column));
        addTableSettings(draft, table);
        addSequenceOwners(draft, table);
        return draft.build();
    }

    private SqlTemplate.Builder createTable(SourceTable table, ColumnSql columns) {
        SqlTemplate.Builder sql = SqlTemplate.of("CREATE " + (table.unlogged() ? "UNLOGGED " : "") + "TABLE ")
                .relation(table.id()).text(" (");
        List<SqlTemplate> lines = table.columns().stream()
                .filter(column -> !inheritsInCreation(table) || column.local())
                .map(columns::define).toList();
        for (int i = 0; i < lines.size(); i++) {
            sql.text(i == 0 ? "\n    " : ",\n    ").add(lines.get(i));
        }
        sql.text("\n)");
        if (inheritsInCreation(table)) {
            addParentList(sql, table);
        }
        if (table.partitionKey() != null) {
            sql.text(" PARTITION BY ").add(source.sql(table.partitionKey(), table));
        }
        if (table.accessMethod() != null) {
            sql.text(" USING " + Sql.identifier(table.accessMethod()));
        }
        return addOptions(sql, table);
    }

    /** Only then do inherited columns come out as inherited; otherwise the table is made first and then attached. */
    private static boolean inheritsInCreation(SourceTable table) {
        return !table.partition() && !table.parents().isEmpty() && !table.columns().stream().allMatch(Column::local);
    }

    private void addParentList(SqlTemplate.Builder sql, SourceTable table) {
        for (int i = 0; i < table.parents().size(); i++) {
            sql.text(i == 0 ? " INHERITS (" : ", ").relation(source.table(table.parents().get(i)).id());
        }
        sql.text(")");
    }

    private static SqlTemplate.Builder addOptions(SqlTemplate.Builder sql, SourceTable table) {
        List<String> options = new ArrayList<>();
        Stream.of(ColumnSql.options("", table.options()), ColumnSql.options("toast.", table.toastOptions()))
                .filter(it -> !it.isEmpty()).forEach(options::add);
        return options.isEmpty() ? sql : sql.text(" WITH (" + String.join(", ", options) + ")");
    }

    private void addParents(Draft draft, SourceTable table, ColumnSql columns) {
        if (inheritsInCreation(table)) {
            table.columns().stream().filter(column -> !column.local())
                    .forEach(column -> columns.addDifferences(draft, column));
            return;
        }
        for (long parent : table.parents()) {
            if (table.partition()) {
                draft.statement(SqlTemplate.of("ALTER TABLE ONLY ").relation(source.table(parent).id())
                        .text(" ATTACH PARTITION ").relation(table.id()).text(" ")
                        .add(source.sql(table.partitionBound())));
            } else {
                draft.statement(SqlTemplate.of("ALTER TABLE ONLY ").relation(table.id()).text(" INHERIT ")
                        .relation(source.table(parent).id()));
            }
        }
    }

    private void addTableSettings(Draft draft, SourceTable table) {
        if (table.ofType() != null) {
            draft.statement(SqlTemplate.of("ALTER TABLE ").relation(table.id()).text(" OF ")
                    .add(source.sql(table.ofType())));
        }
        String identity = REPLICA_IDENTITY.get(table.replicaIdentity());
        if (identity != null) {
            draft.statement(SqlTemplate.of("ALTER TABLE ONLY ").relation(table.id())
                    .text(" REPLICA IDENTITY " + identity));
        }
        draft.comment(SqlTemplate.of("COMMENT ON TABLE ").relation(table.id()), table.comment());
    }

    private void addSequenceOwners(Draft draft, SourceTable table) {
        for (SourceSequence sequence : source.sequencesOf(table)) {
            if (!sequence.identity()) {
                draft.statement(SqlTemplate.of("ALTER SEQUENCE ").sequence(sequence.id(), source.ownerOf(sequence))
                        .text(" OWNED BY ").relation(table.id()).text(".").column(table.id(), sequence.ownerColumn()));
            } else {
                draft.feature(sequence.unlogged() && !table.unlogged(), "unlogged sequence", 15)
                        .comment(SqlTemplate.of("COMMENT ON SEQUENCE ")
                                .sequence(sequence.id(), source.ownerOf(sequence)), sequence.comment());
            }
        }
    }

    private Stream<StructureObject> later(SourceTable table) {
        ColumnSql columns = new ColumnSql(source, table);
        Stream<StructureObject> defaults = table.columns().stream().filter(columns::hasSeparateDefault)
                .map(column -> new Draft(StructureKind.DEFAULT, new TableId(table.id().schema(), column.name()),
                        StructurePhase.AFTER_ROWS).table(table.id())
                        .functions(source.functionsOf("pg_attrdef", column.defaultOid()))
                        .statement(columns.alter(column).text(" SET DEFAULT ")
                                .add(source.sql(column.defaultValue(), table))).build());
        Stream<StructureObject> notNull = table.columns().stream()
                .filter(column -> column.notNull() && !column.constraint().valid() && column.constraint().local())
                .map(column -> notNull(table, column));
        return Stream.concat(defaults, notNull);
    }

    private static StructureObject notNull(SourceTable table, Column column) {
        String name = column.constraint().name();
        return new Draft(StructureKind.CHECK, new TableId(table.id().schema(), name), StructurePhase.AFTER_ROWS)
                .table(table.id()).feature(true, "NOT VALID of NOT NULL", 18)
                .statement(SqlTemplate.of("ALTER TABLE ").relation(table.id())
                        .text(" ADD CONSTRAINT " + Sql.identifier(name) + " NOT NULL ")
                        .column(table.id(), column.name())
                        .text(" NOT VALID")).build();
    }

    private static boolean isDefaultPartition(SourceTable table) {
        return "DEFAULT".equals(table.partitionBound());
    }

    private static boolean isHash(SourceTable table) {
        return table.partitionKey() != null && table.partitionKey().startsWith("HASH");
    }
}
