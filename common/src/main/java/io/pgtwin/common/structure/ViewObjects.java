package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.structure.Dependencies.Node;

/** Views and the functions that need some, each after those it needs. */
final class ViewObjects {
    private final Source source;
    private final Map<Long, StructureObject> functions;
    private final Map<Long, SourceView> views = new HashMap<>();
    private final Map<Node, Boolean> visited = new LinkedHashMap<>();
    private final List<StructureObject> objects = new ArrayList<>();
    private final List<NotCarried> notCarried = new ArrayList<>();
    private final Set<Long> carried = new HashSet<>();

    /** @param functions by their oids */
    ViewObjects(Source source, Map<Long, StructureObject> functions) throws SQLException {
        this.source = source;
        this.functions = functions;
        source.views().forEach(view -> views.put(view.oid(), view));
        for (SourceView view : source.views()) {
            visit(new Node("pg_rewrite", view.rule()));
        }
        for (long function : functions.keySet()) {
            visit(new Node("pg_proc", function));
        }
    }

    List<StructureObject> objects() {
        return objects;
    }

    /** What needs a table or view that is not carried. */
    List<NotCarried> notCarried() {
        return notCarried;
    }

    /** The oids of the views that are carried. */
    Set<Long> carried() {
        return carried;
    }

    /** @return whether it is carried */
    private boolean visit(Node node) throws SQLException {
        if (visited.containsKey(node)) {
            return visited.get(node);
        }
        visited.put(node, true); // of two that need each other, which only text can, one comes first
        Set<Long> missing = new HashSet<>();
        for (long relation : source.dependencies().relationsOf(node)) {
            SourceView view = views.get(relation);
            boolean itself = view != null && node.equals(new Node("pg_rewrite", view.rule()));
            boolean there = itself || source.tableOids().contains(relation)
                    || view != null && visit(new Node("pg_rewrite", view.rule()));
            if (!there) {
                missing.add(relation);
            }
        }
        for (long function : source.dependencies().direct(node.catalog(), node.oid(), "pg_proc")) {
            if (functions.containsKey(function)) {
                visit(new Node("pg_proc", function));
            }
        }
        visited.put(node, missing.isEmpty());
        add(node, missing);
        return missing.isEmpty();
    }

    private void add(Node node, Set<Long> missing) throws SQLException {
        boolean function = node.catalog().equals("pg_proc");
        StructureObject object = function ? functions.get(node.oid()) : viewOf(node.oid()).create(source);
        if (missing.isEmpty()) {
            objects.add(object);
            if (!function) {
                carried.add(viewOf(node.oid()).oid());
            }
            return;
        }
        List<String> names = source.catalog().query("relation-names", row -> row.text("name"), List.of(missing));
        String kind = object.kind().words();
        notCarried.add(new NotCarried(kind, object.toString().substring(kind.length() + 1),
                "it needs " + String.join(", ", names) + ", which is not carried"));
    }

    private SourceView viewOf(long rule) {
        return views.values().stream().filter(it -> it.rule() == rule).findFirst().orElseThrow();
    }
}
