package io.pgtwin.common.structure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.pgtwin.common.model.TableId;

/**
 * An object of the source and how to make it.
 *
 * @param id its name at the source. A schema has the name of one of its objects, an extension the schema of its
 *     objects, a default its column's name with the table's schema, and grants the role's, which is empty for PUBLIC
 * @param table the table that it belongs to; for a sequence the table whose column owns it; for an index or grants also
 *     a view, and for grants also a function
 * @param statements make it completely, one after the other, in one transaction
 * @param functions functions of users that must exist in the target first
 * @param features what an older server would not understand
 * @param arguments the types that tell a function from others of its name; only functions and their grants have them
 */
public record StructureObject(StructureKind kind, TableId id, Optional<TableId> table, StructurePhase phase,
        List<SqlTemplate> statements, List<TableId> functions, List<Feature> features,
        Optional<SqlTemplate> arguments) {
    private static final Pattern NEEDLESS_QUOTES = Pattern.compile("\"([a-z_][a-z0-9_]*)\"");

    public StructureObject {
        statements = List.copyOf(statements);
        functions = List.copyOf(functions);
        features = List.copyOf(features);
    }

    private String argumentsInWords() {
        return arguments.map(types -> NEEDLESS_QUOTES.matcher(types.render(SqlNames.SAME)).replaceAll("$1")).orElse("");
    }

    /** The table whose rows decide when it can be created: its own, or none for what tables stand upon. */
    public Optional<TableId> rowsOf() {
        return kind == StructureKind.TABLE ? Optional.of(id) : table;
    }

    /** Like {@code index items_name of app.items}. */
    @Override
    public String toString() {
        return kind.words() + " " + switch (kind) {
            case SCHEMA -> id.schema();
            case EXTENSION -> id.name();
            case DEFAULT, PRIMARY_KEY, INDEX, INDEX_CONSTRAINT, CHECK, STATISTICS, FOREIGN_KEY, TRIGGER, POLICY ->
                    id.name() + table.map(it -> " of " + it).orElse("");
            case FUNCTION -> id + "(" + argumentsInWords() + ")";
            case GRANTS -> "to " + (id.name().isEmpty() ? "PUBLIC" : id.name())
                    + table.map(it -> " on " + it).orElse("")
                    + (arguments.isPresent() ? "(" + argumentsInWords() + ")" : "");
            case ROW_SECURITY, FORCED_ROW_SECURITY -> "of " + id;
            case COLLATION, ENUM, DOMAIN, COMPOSITE, RANGE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW -> id.toString();
        };
    }
}
