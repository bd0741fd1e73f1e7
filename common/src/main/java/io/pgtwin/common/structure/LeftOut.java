package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Dependencies.Node;

/** Columns that are not carried, and what cannot be made without them. See {@code left-out.sql}. */
final class LeftOut {
    private final Map<Long, Set<String>> columns = new HashMap<>();
    private final List<Long> relations = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final Set<Node> objects = new HashSet<>();
    private final List<NotCarried> notCarried = new ArrayList<>();

    private LeftOut() {}

    /** @param excluded names of columns by table; partitions go with their table */
    static LeftOut read(Catalog catalog, Map<TableId, Set<String>> excluded) throws SQLException {
        LeftOut leftOut = new LeftOut();
        if (excluded.isEmpty()) {
            return leftOut;
        }
        List<String> schemas = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<String> names = new ArrayList<>();
        excluded.forEach((table, ofTable) -> ofTable.forEach(name -> {
            schemas.add(table.schema());
            tables.add(table.name());
            names.add(name);
        }));
        Map<Long, String> catalogs = Dependencies.catalogs(catalog);
        catalog.query("left-out", row -> leftOut.add(row, catalogs.get(row.number("class"))),
                List.of(schemas, tables, names));
        return leftOut;
    }

    private boolean add(CatalogRow row, String catalog) throws SQLException {
        if (row.text("kind") != null) {
            notCarried.add(new NotCarried(row.text("kind"), row.text("name"), row.text("reason")));
        }
        if (row.number("attnum") > 0) {
            relations.add(row.number("oid"));
            numbers.add(row.number("attnum"));
            return columns.computeIfAbsent(row.number("oid"), oid -> new HashSet<>()).add(row.text("column"));
        }
        return objects.add(new Node(catalog, row.number("oid")));
    }

    boolean hasColumn(long relation, String name) {
        return columns.containsKey(relation) && columns.get(relation).contains(name);
    }

    boolean hasAnyColumn(long relation, List<String> names) {
        return names.stream().anyMatch(name -> hasColumn(relation, name));
    }

    boolean hasObject(String catalog, long oid) {
        return objects.contains(new Node(catalog, oid));
    }

    /** The tables of {@link #numbers()}, one for each. */
    List<Long> relations() {
        return relations;
    }

    /** The columns by their {@code attnum}. */
    List<Long> numbers() {
        return numbers;
    }

    List<NotCarried> notCarried() {
        return notCarried;
    }
}
