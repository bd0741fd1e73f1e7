package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;

/**
 * Reads from the catalog how tables are made, and everything that they need. The session, which stays the caller's,
 * must have an empty {@code search_path}, as those of {@link io.pgtwin.common.pg.Sessions} have. A transaction of
 * REPEATABLE READ around it makes the answer one state. For one thread.
 */
public final class StructureReader {
    private final Connection connection;
    private final Set<StructureInclude> includes;

    /** @param includes what is carried beside tables and what they need */
    public StructureReader(Connection connection, Set<StructureInclude> includes) {
        this.connection = connection;
        this.includes = Set.copyOf(includes);
    }

    /**
     * @param tables those that exist are read; partitioned ones with all partitions, and every table with those that it
     *     inherits from or is a partition of
     */
    public Structure read(Collection<TableId> tables) {
        return read(tables, Map.of());
    }

    /** @param excludedColumns by table: they are left out, and what needs them is not carried */
    public Structure read(Collection<TableId> tables, Map<TableId, Set<String>> excludedColumns) {
        try {
            Catalog catalog = new Catalog(connection);
            return structure(Source.read(catalog, tables, excludedColumns, includes));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the structure of " + tables.size() + " tables");
        }
    }

    /** Where the sequences of the same tables stand now, as far as the account may read them. */
    public List<SequenceValue> sequenceValues(Collection<TableId> tables) {
        return new SequenceReader(connection, tables, Map.of()).values();
    }

    private static Structure structure(Source source) throws SQLException {
        TypeObjects types = new TypeObjects(source);
        TableObjects tables = new TableObjects(source);
        ConstraintObjects constraints = new ConstraintObjects(source);
        ForeignKeyObjects foreignKeys = new ForeignKeyObjects(source);
        FunctionObjects functions = new FunctionObjects(source);
        ViewObjects views = new ViewObjects(source, functions.withViews());
        TableExtras extras = new TableExtras(source);
        List<StructureObject> objects = new ArrayList<>(types.create(functions.beforeTables()));
        source.sequences().stream().filter(sequence -> !sequence.identity())
                .map(sequence -> sequence.create(source.ownerOf(sequence))).forEach(objects::add);
        objects.addAll(tables.create());
        objects.addAll(functions.afterTables());
        objects.addAll(tables.createLater());
        IndexObjects indexes = new IndexObjects(source);
        objects.addAll(indexes.ofTables());
        objects.addAll(constraints.checks());
        objects.addAll(constraints.statistics());
        objects.addAll(foreignKeys.objects());
        objects.addAll(views.objects());
        objects.addAll(indexes.ofViews(views.carried()));
        objects.addAll(extras.triggers());
        objects.addAll(extras.policies());
        objects.addAll(new GrantObjects(source, views.carried()).objects());
        objects.addAll(new FunctionGrants(source, functions.carried(objects)).objects());
        objects.addAll(0, schemas(source.catalog(), objects));
        List<NotCarried> notCarried = new ArrayList<>(foreignKeys.notCarried());
        notCarried.addAll(views.notCarried());
        notCarried.addAll(types.notCarried());
        notCarried.addAll(source.leftOut().notCarried());
        notCarried.addAll(new Remainder(source, functions.oids(), views.carried()).read(objects));
        return new Structure(source.catalog().serverVersion(), objects, notCarried);
    }

    /** Each with one of its objects, which tells where the schema is in the target. */
    private static List<StructureObject> schemas(Catalog catalog, List<StructureObject> objects) throws SQLException {
        Map<String, TableId> examples = new LinkedHashMap<>();
        objects.stream().filter(object -> object.kind().compareTo(StructureKind.TABLE) <= 0).map(StructureObject::id)
                .sorted().forEach(id -> examples.putIfAbsent(id.schema(), id));
        objects.stream().filter(object -> object.kind() == StructureKind.TABLE).map(StructureObject::id)
                .forEach(id -> examples.put(id.schema(), id));
        return catalog.query("schema-comments", row -> schema(examples.get(row.text("name")), row.text("comment")),
                List.of(examples.keySet()));
    }

    private static StructureObject schema(TableId example, String comment) {
        SqlPart schema = new SqlPart.SchemaOf(example);
        return new Draft(StructureKind.SCHEMA, example, StructurePhase.BEFORE_ROWS)
                .statement(SqlTemplate.of("CREATE SCHEMA ").part(schema))
                .comment(SqlTemplate.of("COMMENT ON SCHEMA ").part(schema), comment).build();
    }
}
