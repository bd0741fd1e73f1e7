package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Dependencies.Node;

/**
 * Functions and procedures. What their bodies use is known only of those in the form of standard SQL; bodies that are
 * text are neither checked nor changed.
 */
final class FunctionObjects {
    private final Source source;
    private final Map<Long, Function> functions = new HashMap<>();

    /** A function as the catalog has it. */
    private record Function(StructureObject beforeRows, StructureObject afterAllRows, Set<Long> relations,
            String routine) {}

    FunctionObjects(Source source) throws SQLException {
        this.source = source;
        if (source.included().has(StructureInclude.FUNCTIONS)) {
            source.catalog().query("included-functions", row -> functions.put(row.number("oid"), function(row)),
                    List.of(source.dependencies().all("pg_proc")));
        }
    }

    private Function function(CatalogRow row) throws SQLException {
        return new Function(object(row, StructurePhase.BEFORE_ROWS), object(row, StructurePhase.AFTER_ALL_ROWS),
                source.dependencies().relationsOf(new Node("pg_proc", row.number("oid"))), routine(row));
    }

    private static String routine(CatalogRow row) throws SQLException {
        return row.flag("procedure") ? "PROCEDURE " : "FUNCTION ";
    }

    private StructureObject object(CatalogRow row, StructurePhase phase) throws SQLException {
        SqlTemplate types = source.sql(row.text("types"));
        String definition = row.text("definition").strip().replaceFirst("^CREATE OR REPLACE ", "CREATE ");
        return new Draft(StructureKind.FUNCTION, row.id(), phase).arguments(types)
                .feature(row.flag("procedure"), "procedure", 11)
                .feature(row.flag("parsed"), "function with a body in standard SQL", 14)
                .statement(SqlTemplate.of(StatementCheck.BODIES_UNCHECKED))
                .statement(SqlTemplate.builder().add(source.query(definition)))
                .comment(new Signature(routine(row), row.id(), types).addTo(SqlTemplate.of("COMMENT ON ")),
                        row.text("comment"))
                .build();
    }

    /** Those that need no table, which therefore may be needed by types and tables. */
    Map<Node, StructureObject> beforeTables() {
        Map<Node, StructureObject> early = new HashMap<>();
        functions.forEach((oid, function) -> {
            if (function.relations().isEmpty()) {
                early.put(new Node("pg_proc", oid), function.beforeRows());
            }
        });
        return early;
    }

    /** Those that need nothing but tables that are carried. */
    List<StructureObject> afterTables() {
        return source.dependencies().all("pg_proc").stream().map(functions::get)
                .filter(it -> it != null && !it.relations().isEmpty() && source.tableOids().containsAll(it.relations()))
                .map(Function::beforeRows).toList();
    }

    /** The others by oid, which need views, or tables that are not carried. */
    Map<Long, StructureObject> withViews() {
        Map<Long, StructureObject> late = new LinkedHashMap<>();
        functions.forEach((oid, function) -> {
            if (!source.tableOids().containsAll(function.relations())) {
                late.put(oid, function.afterAllRows());
            }
        });
        return late;
    }

    Set<Long> oids() {
        return new LinkedHashSet<>(functions.keySet());
    }

    /**
     * How SQL names a function: {@code FUNCTION} or {@code PROCEDURE}, its name, and the types that tell it from
     * others.
     */
    record Signature(String routine, TableId id, SqlTemplate types) {
        SqlTemplate.Builder addTo(SqlTemplate.Builder sql) {
            return sql.text(routine).relation(id).text("(").add(types).text(")");
        }
    }

    /** Those among the objects, by their oids. */
    Map<Long, Signature> carried(Collection<StructureObject> objects) {
        Set<StructureObject> all = new HashSet<>(objects);
        Map<Long, Signature> carried = new HashMap<>();
        functions.forEach((oid, function) -> {
            if (all.contains(function.beforeRows()) || all.contains(function.afterAllRows())) {
                StructureObject object = function.beforeRows();
                carried.put(oid, new Signature(function.routine(), object.id(), object.arguments().orElseThrow()));
            }
        });
        return carried;
    }
}
