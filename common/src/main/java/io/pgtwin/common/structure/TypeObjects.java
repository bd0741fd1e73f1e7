package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** Extensions, collations and types, each after those it needs. */
final class TypeObjects {
    private final Source source;
    private final Map<Dependencies.Node, StructureObject> objects = new HashMap<>();
    private final Map<Long, List<Attribute>> attributes;
    private final Map<Long, List<DomainConstraint>> domainConstraints;
    private final List<NotCarried> notCarried = new ArrayList<>();

    /** A column of a composite type. */
    private record Attribute(long type, String name, String sqlType, String collation, String comment) {}

    /** A constraint of a domain. */
    private record DomainConstraint(long type, long oid, String name, boolean notNull, String definition,
            String comment) {}

    TypeObjects(Source source) throws SQLException {
        this.source = source;
        Catalog catalog = source.catalog();
        List<Long> types = source.dependencies().all("pg_type");
        attributes = catalog.query("attributes", row -> new Attribute(row.number("type_oid"), row.text("name"),
                row.text("type"), row.text("collation"), row.text("comment")), List.of(types)).stream()
                .collect(Collectors.groupingBy(Attribute::type));
        domainConstraints = catalog.query("domain-constraints", row -> new DomainConstraint(row.number("type_oid"),
                row.number("oid"), row.text("name"), row.flag("not_null"), row.text("definition"), row.text("comment")),
                List.of(types)).stream().collect(Collectors.groupingBy(DomainConstraint::type));
        source.extensions().forEach(it -> objects.put(new Dependencies.Node("pg_extension", it.oid()), it.create()));
        catalog.query("collations", row -> objects.put(new Dependencies.Node("pg_collation", row.number("oid")),
                collation(row)), List.of(source.dependencies().all("pg_collation")));
        catalog.query("types", row -> objects.put(new Dependencies.Node("pg_type", row.number("oid")), type(row)),
                List.of(types));
    }

    /** @param functions that some of them may need, and which come among them */
    List<StructureObject> create(Map<Dependencies.Node, StructureObject> functions) {
        return source.dependencies().toCreate().stream().map(it -> functions.getOrDefault(it, objects.get(it)))
                .filter(Objects::nonNull).toList();
    }

    /** What is left out of types that are carried. */
    List<NotCarried> notCarried() {
        return notCarried;
    }

    private static StructureObject collation(CatalogRow row) throws SQLException {
        List<String> options = new ArrayList<>(List.of("provider = " + row.text("provider")));
        if (row.text("provider").equals("libc")) {
            options.add("lc_collate = " + Sql.literal(row.text("lc_collate")));
            options.add("lc_ctype = " + Sql.literal(row.text("lc_ctype")));
        } else {
            options.add("locale = " + Sql.literal(row.text("locale")));
        }
        row.optional("rules").ifPresent(rules -> options.add("rules = " + Sql.literal(rules)));
        if (!row.flag("deterministic")) {
            options.add("deterministic = false");
        }
        return new Draft(StructureKind.COLLATION, row.id(), StructurePhase.BEFORE_ROWS)
                .feature(!row.flag("deterministic"), "nondeterministic collation", 12)
                .feature(row.text("rules") != null, "rules of a collation", 16)
                .feature(row.text("provider").equals("builtin"), "builtin collation provider", 17)
                .statement(SqlTemplate.of("CREATE COLLATION ").relation(row.id())
                        .text(" (" + String.join(", ", options) + ")"))
                .comment(SqlTemplate.of("COMMENT ON COLLATION ").relation(row.id()), row.text("comment")).build();
    }

    private StructureObject type(CatalogRow row) throws SQLException {
        return switch (row.text("type")) {
            case "e" -> enumeration(row);
            case "d" -> domain(row);
            case "r" -> range(row);
            default -> composite(row);
        };
    }

    private Draft draft(StructureKind kind, CatalogRow row) throws SQLException {
        return new Draft(kind, row.id(), StructurePhase.BEFORE_ROWS)
                .functions(source.functionsOf("pg_type", row.number("oid")));
    }

    private StructureObject enumeration(CatalogRow row) throws SQLException {
        String labels = row.texts("labels").stream().map(Sql::literal).collect(Collectors.joining(", "));
        return draft(StructureKind.ENUM, row)
                .statement(SqlTemplate.of("CREATE TYPE ").relation(row.id()).text(" AS ENUM (" + labels + ")"))
                .comment(onType(row.id()), row.text("comment")).build();
    }

    private StructureObject domain(CatalogRow row) throws SQLException {
        List<DomainConstraint> constraints = domainConstraints.getOrDefault(row.number("oid"), List.of());
        TableId id = row.id();
        SqlTemplate.Builder sql = SqlTemplate.of("CREATE DOMAIN ").relation(id).text(" AS ")
                .add(source.sql(row.text("base")));
        addCollation(sql, row.text("collation"));
        if (row.text("default_value") != null) {
            sql.text(" DEFAULT ").add(source.sql(row.text("default_value")));
        }
        if (row.flag("not_null")) {
            constraints.stream().filter(DomainConstraint::notNull).findFirst()
                    .ifPresent(it -> sql.text(" CONSTRAINT " + Sql.identifier(it.name())));
            sql.text(" NOT NULL");
        }
        Draft draft = draft(StructureKind.DOMAIN, row).statement(sql);
        constraints.stream().filter(it -> !it.notNull()).forEach(it -> addCheck(draft, id, it));
        return draft.comment(SqlTemplate.of("COMMENT ON DOMAIN ").relation(id), row.text("comment")).build();
    }

    private void addCheck(Draft draft, TableId id, DomainConstraint constraint) {
        String name = Sql.identifier(constraint.name());
        draft.functions(source.functionsOf("pg_constraint", constraint.oid()))
                .statement(SqlTemplate.of("ALTER DOMAIN ").relation(id).text(" ADD CONSTRAINT " + name + " ")
                        .add(source.sql(constraint.definition())))
                .comment(SqlTemplate.of("COMMENT ON CONSTRAINT " + name + " ON DOMAIN ").relation(id),
                        constraint.comment());
    }

    private StructureObject composite(CatalogRow row) throws SQLException {
        List<Attribute> columns = attributes.getOrDefault(row.number("oid"), List.of());
        SqlTemplate.Builder sql = SqlTemplate.of("CREATE TYPE ").relation(row.id()).text(" AS (");
        for (int i = 0; i < columns.size(); i++) {
            sql.text((i == 0 ? "" : ", ") + Sql.identifier(columns.get(i).name()) + " ")
                    .add(source.sql(columns.get(i).sqlType()));
            addCollation(sql, columns.get(i).collation());
        }
        Draft draft = draft(StructureKind.COMPOSITE, row).statement(sql.text(")"))
                .comment(onType(row.id()), row.text("comment"));
        TableId id = row.id();
        columns.forEach(column -> draft.comment(SqlTemplate.of("COMMENT ON COLUMN ").relation(id)
                .text("." + Sql.identifier(column.name())), column.comment()));
        return draft.build();
    }

    private StructureObject range(CatalogRow row) throws SQLException {
        TableId id = row.id();
        SqlTemplate.Builder sql = SqlTemplate.of("CREATE TYPE ").relation(id).text(" AS RANGE (SUBTYPE = ")
                .add(source.sql(row.text("subtype")));
        addOption(sql, "SUBTYPE_OPCLASS", row.text("opclass"));
        addOption(sql, "COLLATION", row.text("range_collation"));
        addOption(sql, "SUBTYPE_DIFF", row.text("difference"));
        boolean named = row.text("multirange") != null && !row.text("multirange").equals(multirangeName(id.name()));
        if (named) {
            sql.text(", MULTIRANGE_TYPE_NAME = ")
                    .relation(new TableId(row.text("multirange_schema"), row.text("multirange")));
        }
        if (row.text("canonical") != null) {
            notCarried.add(new NotCarried("canonical function of a range", id.toString(),
                    "it needs the type, and the type it"));
        }
        return draft(StructureKind.RANGE, row).feature(named, "name of a multirange", 14).statement(sql.text(")"))
                .comment(onType(id), row.text("comment")).build();
    }

    /** What the server calls a range's multirange unless told otherwise. */
    private static String multirangeName(String range) {
        return range.contains("range") ? range.replaceFirst("range", "multirange") : range + "_multirange";
    }

    private void addOption(SqlTemplate.Builder sql, String option, String value) {
        if (value != null) {
            sql.text(", " + option + " = ").add(source.sql(value));
        }
    }

    private void addCollation(SqlTemplate.Builder sql, String collation) {
        if (collation != null) {
            sql.text(" COLLATE ").add(source.sql(collation));
        }
    }

    private static SqlTemplate.Builder onType(TableId id) {
        return SqlTemplate.of("COMMENT ON TYPE ").relation(id);
    }
}
