package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What tables, and the parts of tables, need outside themselves, step by step as far as it goes; but not beyond other
 * tables and not into extensions. Follows {@code pg_depend}, so it sees what stands in expressions as well.
 */
final class Dependencies {
    private final Map<Node, Set<Node>> needs = new TreeMap<>();
    private final Set<Long> tables = new TreeSet<>();

    private Dependencies() {}

    /** An object: its catalog and its oid. */
    record Node(String catalog, long oid) implements Comparable<Node> {
        @Override
        public int compareTo(Node other) {
            int byCatalog = catalog.compareTo(other.catalog);
            return byCatalog != 0 ? byCatalog : Long.compare(oid, other.oid);
        }
    }

    /** One row of the query. */
    private record Edge(Node from, Node to) {}

    /** @param more beside the tables that is to be made */
    static Dependencies of(Catalog catalog, Collection<Long> tables, Collection<Node> more, LeftOut leftOut)
            throws SQLException {
        Map<Long, String> catalogs = catalogs(catalog);
        Dependencies dependencies = new Dependencies();
        Set<Node> start = new LinkedHashSet<>(more);
        Set<Edge> defaults = new LinkedHashSet<>();
        catalog.query("parts", row -> {
            Node part = node(row, catalogs, "class", "oid");
            if (leftOut.hasObject(part.catalog(), part.oid())) {
                return false;
            }
            return row.flag("is_default") ? defaults.add(new Edge(new Node("pg_class", row.number("relation")), part))
                    : start.add(part);
        }, List.of(tables, tables, tables, tables));
        defaults.forEach(edge -> start.add(edge.to()));
        tables.forEach(table -> start.add(new Node("pg_class", table)));
        dependencies.follow(catalog, catalogs, start, leftOut);
        // a table is made with its defaults, so it needs what they need
        defaults.forEach(edge -> dependencies.needs.get(edge.from()).add(edge.to()));
        return dependencies;
    }

    static Map<Long, String> catalogs(Catalog catalog) throws SQLException {
        Map<Long, String> names = new TreeMap<>();
        catalog.query("catalogs", row -> names.put(row.number("oid"), row.text("name")), List.of());
        return names;
    }

    private static Node node(CatalogRow row, Map<Long, String> catalogs, String catalog, String oid)
            throws SQLException {
        return new Node(catalogs.get(row.number(catalog)), row.number(oid));
    }

    private void follow(Catalog catalog, Map<Long, String> catalogs, Set<Node> start, LeftOut leftOut)
            throws SQLException {
        Map<String, Long> oids = new TreeMap<>();
        catalogs.forEach((oid, name) -> oids.put(name, oid));
        Set<Node> open = start;
        while (!open.isEmpty()) {
            open.forEach(node -> needs.put(node, new TreeSet<>()));
            List<Edge> edges = catalog.query("dependencies", row -> new Edge(node(row, catalogs, "class", "oid"),
                    node(row, catalogs, "needed_class", "needed_oid")),
                    List.of(open.stream().map(node -> oids.get(node.catalog())).toList(),
                            open.stream().map(Node::oid).toList(), leftOut.relations(), leftOut.numbers()));
            open = next(catalog, edges);
        }
    }

    private Set<Node> next(Catalog catalog, List<Edge> edges) throws SQLException {
        Set<Long> relations = edges.stream().map(Edge::to).filter(it -> it.catalog().equals("pg_class")).map(Node::oid)
                .collect(Collectors.toSet());
        tables.addAll(catalog.query("tables-among", row -> row.number("oid"), List.of(relations)));
        Set<Node> open = new LinkedHashSet<>();
        for (Edge edge : edges) {
            needs.get(edge.from()).add(edge.to());
            boolean end = edge.to().catalog().equals("pg_class") && tables.contains(edge.to().oid());
            if (!end && !needs.containsKey(edge.to())) {
                open.add(edge.to());
            }
        }
        return open;
    }

    /** The tables, found or not found before, whose rows are the type of something. */
    List<Long> rowTypeTables() {
        return needs.entrySet().stream().filter(it -> it.getKey().catalog().equals("pg_type"))
                .flatMap(it -> it.getValue().stream())
                .filter(node -> node.catalog().equals("pg_class") && tables.contains(node.oid())).map(Node::oid)
                .toList();
    }

    /** Everything of one catalog, needed things first. */
    List<Long> all(String catalog) {
        return ordered(needs.keySet()).stream().filter(node -> node.catalog().equals(catalog)).map(Node::oid).toList();
    }

    /** What an object needs directly, of one catalog, unless that belongs to an extension. */
    List<Long> direct(String fromCatalog, long oid, String catalog) {
        return needs.getOrDefault(new Node(fromCatalog, oid), Set.of()).stream()
                .filter(node -> node.catalog().equals(catalog) && !isOfExtension(node)).map(Node::oid).toList();
    }

    private boolean isOfExtension(Node node) {
        return needs.getOrDefault(node, Set.of()).stream().anyMatch(it -> it.catalog().equals("pg_extension"))
                && !node.catalog().equals("pg_extension");
    }

    /** The tables and views that something needs, also through types and functions, but not through them. */
    Set<Long> relationsOf(Node node) {
        Set<Long> relations = new TreeSet<>();
        Set<Node> seen = new LinkedHashSet<>(Set.of(node));
        Deque<Node> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Node needed : needs.getOrDefault(open.remove(), Set.of())) {
                if (needed.catalog().equals("pg_class") && tables.contains(needed.oid())) {
                    relations.add(needed.oid());
                } else if (seen.add(needed)) {
                    open.add(needed);
                }
            }
        }
        return relations;
    }

    /** All extensions, types, collations and functions to create, in an order in which that works. */
    List<Node> toCreate() {
        Set<String> catalogs = Set.of("pg_extension", "pg_type", "pg_collation", "pg_proc");
        return ordered(needs.keySet()).stream()
                .filter(node -> catalogs.contains(node.catalog()) && !isOfExtension(node))
                .toList();
    }

    private List<Node> ordered(Collection<Node> nodes) {
        Set<Node> seen = new LinkedHashSet<>();
        List<Node> ordered = new ArrayList<>();
        nodes.forEach(node -> visit(node, seen, ordered::add));
        return ordered;
    }

    private void visit(Node node, Set<Node> seen, Consumer<Node> visitor) {
        if (seen.add(node)) {
            needs.getOrDefault(node, Set.of()).forEach(needed -> visit(needed, seen, visitor));
            visitor.accept(node);
        }
    }
}
