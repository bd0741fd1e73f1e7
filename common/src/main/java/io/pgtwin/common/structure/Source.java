package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;

/** Everything of the source that several readers need: the tables with all that they depend on. */
final class Source {
    private final Catalog catalog;
    private final Map<Long, SourceTable> tables = new LinkedHashMap<>();
    private final Map<Long, SourceSequence> sequences = new LinkedHashMap<>();
    private final Map<Long, List<SourceSequence>> sequencesByOwner;
    private final Map<Long, TableId> functions = new HashMap<>();
    private final List<SourceExtension> extensions;
    private final Dependencies dependencies;
    private final SqlFragments fragments;
    private final List<Long> creationOrder;
    private final LeftOut leftOut;
    private final Included included;
    private final List<SourceView> views;
    private final Map<TableId, Set<String>> columnsOfRelations = new HashMap<>();
    private final Set<String> schemas;

    private Source(Catalog catalog, Set<Long> oids, Included included, LeftOut leftOut) throws SQLException {
        this.catalog = catalog;
        this.leftOut = leftOut;
        this.included = included;
        this.dependencies = Dependencies.of(catalog, oids, included.nodes(), leftOut);
        SourceTable.read(catalog, oids).forEach(table -> tables.put(table.oid(), table.without(leftOut)));
        catalog.query("sequences", SourceSequence::of, List.of(dependencies.all("pg_class"), oids)).stream()
                .filter(sequence -> !leftOut.hasColumn(sequence.ownerOid(), sequence.ownerColumn()))
                .forEach(sequence -> sequences.put(sequence.oid(), sequence));
        sequencesByOwner = sequences.values().stream().collect(Collectors.groupingBy(SourceSequence::ownerOid));
        catalog.query("functions", row -> functions.put(row.number("oid"), row.id()),
                List.of(dependencies.all("pg_proc")));
        extensions = catalog.query("extensions", SourceExtension::of, List.of(dependencies.all("pg_extension")));
        fragments = new SqlFragments(knownObjects());
        views = catalog.query("included-views", SourceView::of, List.of(included.oids(StructureInclude.VIEWS)));
        tables.values().forEach(table -> columnsOfRelations.put(table.id(), table.columnNames()));
        views.forEach(view -> columnsOfRelations.put(view.id(), Set.copyOf(view.columns())));
        schemas = Set.copyOf(catalog.query("schemas", row -> row.text("name"), List.of()));
        creationOrder = dependencies.all("pg_class").stream().filter(tables::containsKey).toList();
    }

    /**
     * @param wanted tables; those from which they inherit, or whose rows are types of their columns, come along
     * @param includes what is carried beside them; no table comes along for it
     */
    static Source read(Catalog catalog, Collection<TableId> wanted, Map<TableId, Set<String>> excludedColumns,
            Set<StructureInclude> includes) throws SQLException {
        LeftOut leftOut = LeftOut.read(catalog, excludedColumns);
        Set<Long> oids = new TreeSet<>(catalog.query("selected", row -> row.number("relation"),
                List.of(wanted.stream().map(TableId::schema).toList(), wanted.stream().map(TableId::name).toList())));
        while (true) {
            Dependencies dependencies = Dependencies.of(catalog, oids, List.of(), leftOut);
            if (!oids.addAll(dependencies.rowTypeTables())) {
                return new Source(catalog, oids, Included.read(catalog, includes, oids), leftOut);
            }
        }
    }

    private KnownObjects knownObjects() {
        Map<TableId, Optional<TableId>> owners = new HashMap<>();
        sequences.values().forEach(sequence -> owners.put(sequence.id(), ownerOf(sequence)));
        Map<TableId, String> members = new HashMap<>();
        extensions.forEach(extension -> extension.members().forEach(member -> members.put(member, extension.name())));
        return new KnownObjects(owners, members);
    }

    Catalog catalog() {
        return catalog;
    }

    Included included() {
        return included;
    }

    /** Those that are wanted. */
    List<SourceView> views() {
        return views;
    }

    LeftOut leftOut() {
        return leftOut;
    }

    /** Parents, and tables whose rows are types of columns, come first. */
    List<SourceTable> tables() {
        return creationOrder.stream().map(tables::get).toList();
    }

    SourceTable table(long oid) {
        return tables.get(oid);
    }

    Set<Long> tableOids() {
        return tables.keySet();
    }

    Collection<SourceSequence> sequences() {
        return sequences.values();
    }

    /** The sequences that columns of the table own or use for their identity. */
    List<SourceSequence> sequencesOf(SourceTable table) {
        return sequencesByOwner.getOrDefault(table.oid(), List.of());
    }

    List<SourceExtension> extensions() {
        return extensions;
    }

    Dependencies dependencies() {
        return dependencies;
    }

    /** The table whose column owns the sequence, if it is among the tables. */
    Optional<TableId> ownerOf(SourceSequence sequence) {
        return Optional.ofNullable(tables.get(sequence.ownerOid())).map(SourceTable::id);
    }

    /** The functions of users that an object needs directly. */
    Collection<TableId> functionsOf(String objectCatalog, long oid) {
        Set<TableId> needed = new HashSet<>();
        dependencies.direct(objectCatalog, oid, "pg_proc").forEach(it -> needed.add(functions.get(it)));
        needed.remove(null);
        return new TreeSet<>(needed);
    }

    /** SQL without columns, like the name of a type. */
    SqlTemplate sql(String text) {
        return fragments.withoutColumns(text);
    }

    /** Queries, in which tables and views occur with their columns. */
    SqlTemplate query(String text) {
        return fragments.inQuery(text, schemas, columnsOfRelations, null, List.of());
    }

    /**
     * SQL with columns of a table that may hold queries.
     *
     * @param rowNames under which rows of the table occur, beside its own name
     */
    SqlTemplate query(String text, SourceTable table, List<String> rowNames) {
        return fragments.inQuery(text, schemas, columnsOfRelations, table.id(), rowNames);
    }

    /** SQL with columns of a table. */
    SqlTemplate sql(String text, SourceTable table) {
        return sql(text, table.id(), table.columnNames());
    }

    /** SQL with columns of a table or view. */
    SqlTemplate sql(String text, TableId relation, Set<String> columns) {
        return fragments.inTable(text, relation, columns);
    }
}
