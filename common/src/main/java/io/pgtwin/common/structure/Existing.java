package io.pgtwin.common.structure;

import java.sql.SQLException;

import io.pgtwin.common.model.TableId;

/** Tells which objects are in the target already, under their mapped names. */
final class Existing {
    private final Target target;
    private final SqlNames names;

    Existing(Target target, SqlNames names) {
        this.target = target;
        this.names = names;
    }

    /** The schema that the object is to stand in, at the target. */
    String schemaOf(StructureObject object) {
        return object.table().map(names::relation).orElseGet(() -> names.relation(object.id())).schema();
    }

    /** Its name there; of what belongs to a table, within that table's schema. */
    TableId targetOf(StructureObject object) {
        TableId id = object.id();
        String name = object.table().map(table -> switch (object.kind()) {
            case DEFAULT -> names.column(table, id.name());
            case SEQUENCE -> names.sequence(id, object.table()).name();
            case ROW_SECURITY, FORCED_ROW_SECURITY, GRANTS -> names.relation(table).name();
            case PRIMARY_KEY, INDEX, INDEX_CONSTRAINT, STATISTICS -> names.local(table, id.name());
            default -> id.name();
        }).orElseGet(() -> object.kind() == StructureKind.EXTENSION ? id.name() : names.relation(id).name());
        return new TableId(schemaOf(object), name);
    }

    boolean has(StructureObject object) throws SQLException {
        return switch (object.kind()) {
            case SCHEMA -> target.hasSchema(schemaOf(object));
            case EXTENSION -> target.extensionSchema(object.id().name()).isPresent();
            case COLLATION -> target.hasCollation(names.relation(object.id()));
            case ENUM, DOMAIN, COMPOSITE, RANGE -> target.hasType(names.relation(object.id()));
            case SEQUENCE -> target.hasRelation(names.sequence(object.id(), object.table()));
            case FUNCTION -> target.hasFunction(names.relation(object.id()),
                    object.arguments().orElseThrow().render(names));
            case GRANTS -> false; // to grant again changes nothing
            case TABLE, VIEW, MATERIALIZED_VIEW -> target.hasRelation(names.relation(object.id()));
            case DEFAULT, PRIMARY_KEY, INDEX, INDEX_CONSTRAINT, CHECK, STATISTICS, FOREIGN_KEY, TRIGGER, POLICY,
                 ROW_SECURITY, FORCED_ROW_SECURITY ->
                    hasInTable(object, object.table().orElseThrow());
        };
    }

    private boolean hasInTable(StructureObject object, TableId source) throws SQLException {
        TableId table = names.relation(source);
        String name = object.id().name();
        return switch (object.kind()) {
            case DEFAULT -> target.hasDefault(table, names.column(source, name));
            case PRIMARY_KEY -> target.hasPrimaryKey(table);
            case INDEX_CONSTRAINT -> target.hasConstraint(table, names.local(source, name));
            case CHECK, FOREIGN_KEY -> target.hasConstraint(table, name);
            case TRIGGER -> target.hasTrigger(table, name);
            case POLICY -> target.hasPolicy(table, name);
            case ROW_SECURITY -> target.hasRowSecurity(table);
            case FORCED_ROW_SECURITY -> target.hasForcedRowSecurity(table);
            default -> target.hasIndexOrStatistics(table, names.local(source, name));
        };
    }
}
