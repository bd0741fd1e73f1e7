package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.structure.Dependencies.Node;

/** What somebody wants to have carried beside the tables, and what there is of it. See {@code included.sql}. */
final class Included {
    private final Set<StructureInclude> kinds;
    private final Map<StructureInclude, List<Node>> nodes = new EnumMap<>(StructureInclude.class);

    private Included(Set<StructureInclude> kinds) {
        this.kinds = kinds;
    }

    static Included read(Catalog catalog, Set<StructureInclude> kinds, Collection<Long> tables) throws SQLException {
        Included included = new Included(kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds));
        if (!kinds.isEmpty()) {
            catalog.query("included", row -> included.add(StructureInclude.of(row.text("include")),
                    new Node(row.text("catalog"), row.number("oid"))), List.of(tables));
        }
        return included;
    }

    private boolean add(StructureInclude kind, Node node) {
        return kinds.contains(kind) && nodes.computeIfAbsent(kind, it -> new ArrayList<>()).add(node);
    }

    boolean has(StructureInclude kind) {
        return kinds.contains(kind);
    }

    /** None if the kind is not wanted. For views these are the rules that make them. */
    List<Long> oids(StructureInclude kind) {
        return nodes.getOrDefault(kind, List.of()).stream().map(Node::oid).toList();
    }

    List<Node> nodes() {
        return nodes.values().stream().flatMap(List::stream).toList();
    }
}
