package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * What each role may do with a table or view, its columns and its sequences. The owner's own rights are not among it.
 */
final class GrantObjects {
    private final Source source;
    private final Map<Long, Granted> relations = new HashMap<>();

    /** A table or view. */
    private record Granted(TableId id, Set<String> columns) {}

    /** A row of {@code grants.sql}; without a sequence it is about the relation, or with a column's name about that. */
    private record Grant(Granted table, SourceSequence sequence, String column, String grantee, String privilege,
            boolean grantable) {}

    /** Whom an object is about. */
    private record Holder(Granted table, String grantee) {}

    /** What one statement is about: all columns in one, but rights that may be passed on apart. */
    private record Subject(SourceSequence sequence, boolean columns, boolean grantable) {}

    /** @param views the oids of those that are carried */
    GrantObjects(Source source, Set<Long> views) {
        this.source = source;
        source.tables().forEach(table -> relations.put(table.oid(), new Granted(table.id(), table.columnNames())));
        source.views().stream().filter(view -> views.contains(view.oid()))
                .forEach(view -> relations.put(view.oid(), new Granted(view.id(), Set.copyOf(view.columns()))));
    }

    List<StructureObject> objects() throws SQLException {
        if (!source.included().has(StructureInclude.GRANTS)) {
            return List.of();
        }
        Map<Long, SourceSequence> sequences = source.sequences().stream()
                .filter(it -> source.ownerOf(it).isPresent()).collect(Collectors.toMap(SourceSequence::oid, it -> it));
        Map<Holder, List<Grant>> byHolder = source.catalog().query("grants", row -> grant(row, sequences),
                List.of(relations.keySet(), relations.keySet(), sequences.keySet())).stream()
                .filter(it -> it.column() == null || it.table().columns().contains(it.column()))
                .collect(Collectors.groupingBy(it -> new Holder(it.table(), it.grantee()), LinkedHashMap::new,
                        Collectors.toList()));
        return byHolder.entrySet().stream().map(it -> object(it.getKey(), it.getValue())).toList();
    }

    private Grant grant(CatalogRow row, Map<Long, SourceSequence> sequences) throws SQLException {
        SourceSequence sequence = sequences.get(row.number("sequence"));
        Granted table = relations.get(sequence == null ? row.number("relation") : sequence.ownerOid());
        return new Grant(table, sequence, row.text("column"), row.text("grantee"), row.text("privilege"),
                row.flag("grantable"));
    }

    private StructureObject object(Holder holder, List<Grant> grants) {
        TableId table = holder.table().id();
        Draft draft = new Draft(StructureKind.GRANTS, new TableId(table.schema(), holder.grantee()),
                StructurePhase.AFTER_ALL_ROWS).table(table)
                .feature(grants.stream().anyMatch(it -> it.privilege().equals("MAINTAIN")), "MAINTAIN as a right", 17);
        grants.stream().collect(Collectors.groupingBy(it -> new Subject(it.sequence(), it.column() != null,
                it.grantable()), LinkedHashMap::new, Collectors.toList()))
                .forEach((subject, of) -> draft.statement(statement(table, subject, of, holder.grantee())));
        return draft.build();
    }

    private SqlTemplate.Builder statement(TableId table, Subject subject, List<Grant> grants, String grantee) {
        SqlTemplate.Builder sql = SqlTemplate.of("GRANT ");
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (Grant grant : grants) {
            columns.computeIfAbsent(grant.privilege(), it -> new ArrayList<>()).add(grant.column());
        }
        String separator = "";
        for (Map.Entry<String, List<String>> privilege : columns.entrySet()) {
            sql.text(separator + privilege.getKey());
            if (subject.columns()) {
                sql.text(" (").columns(table, privilege.getValue()).text(")");
            }
            separator = ", ";
        }
        if (subject.sequence() == null) {
            sql.text(" ON TABLE ").relation(table);
        } else {
            sql.text(" ON SEQUENCE ").sequence(subject.sequence().id(), source.ownerOf(subject.sequence()));
        }
        return sql.text(" TO " + role(grantee))
                .text(subject.grantable() ? " WITH GRANT OPTION" : "");
    }

    /** @param name empty for PUBLIC */
    static String role(String name) {
        return name.isEmpty() ? "PUBLIC" : Sql.identifier(name);
    }
}
