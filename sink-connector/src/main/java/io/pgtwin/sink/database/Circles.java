package io.pgtwin.sink.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;

/** Tables that refer to each other, divided into strongly connected components, as Tarjan does it. Pure; used once. */
final class Circles {
    private final Map<TableId, Set<TableId>> parents;
    private final Set<TableId> tables;
    /** In the order in which they are met. */
    private final Map<TableId, Integer> numbers = new HashMap<>();
    /** The first table met that each is known to lead back to. */
    private final Map<TableId, Integer> lowest = new HashMap<>();
    private final Deque<TableId> path = new ArrayDeque<>();
    private final Set<TableId> onPath = new HashSet<>();
    private final List<List<TableId>> found = new ArrayList<>();

    /** @param parents which tables each refers to; others than {@code tables} do not count */
    Circles(Map<TableId, Set<TableId>> parents, Collection<TableId> tables) {
        this.parents = parents;
        this.tables = new LinkedHashSet<>(tables);
    }

    /** All tables, those of one circle together, each after those that it refers to. */
    List<List<TableId>> parentsFirst() {
        for (TableId table : tables) {
            if (!numbers.containsKey(table)) {
                visit(table);
            }
        }
        return found;
    }

    private void visit(TableId table) {
        int number = numbers.size();
        numbers.put(table, number);
        lowest.put(table, number);
        path.push(table);
        onPath.add(table);
        for (TableId parent : parents.getOrDefault(table, Set.of())) {
            if (tables.contains(parent) && !numbers.containsKey(parent)) {
                visit(parent);
                lowest.merge(table, lowest.get(parent), Math::min);
            } else if (onPath.contains(parent)) {
                lowest.merge(table, numbers.get(parent), Math::min);
            }
        }
        if (lowest.get(table) == number) {
            found.add(leave(table));
        }
    }

    private List<TableId> leave(TableId last) {
        List<TableId> circle = new ArrayList<>();
        TableId table;
        do {
            table = path.pop();
            onPath.remove(table);
            circle.add(table);
        } while (!table.equals(last));
        return List.copyOf(circle);
    }
}
