package io.pgtwin.common.structure;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/**
 * The names of a mapping, and those that depend on what is in the target. An index, a constraint or an owned sequence
 * keeps its name in the schema of its table; where another table's has the name already, it gets one with a checksum of
 * where it comes from, always the same.
 */
final class TargetNames implements SqlNames {
    private static final int MAX_NAME_BYTES = 63;

    private final Names names;
    private final Target target;
    private final Map<TableId, TableId> sequences = new HashMap<>();
    private final Map<TableId, TableId> takenBy = new HashMap<>();
    private final Map<LocalName, String> locals = new HashMap<>();
    private final Map<String, String> extensionSchemas = new HashMap<>();

    /** Something of a table's that is not qualified by its own schema. */
    private record LocalName(TableId table, String name) {}

    TargetNames(Names names, Target target) {
        this.names = names;
        this.target = target;
    }

    /** Forgets what was found in the target, where another session has just made something. */
    void lookAgain() {
        sequences.clear();
        takenBy.clear();
        locals.clear();
        extensionSchemas.clear();
    }

    @Override
    public TableId relation(TableId source) {
        TableId mapped = names.map(source);
        checkLength(mapped.schema(), source.schema());
        checkLength(mapped.name(), source.toString());
        return mapped;
    }

    @Override
    public String column(TableId table, String column) {
        return checkLength(names.column(table, column), table + "." + column);
    }

    @Override
    public TableId sequence(TableId source, Optional<TableId> owner) {
        if (owner.isEmpty()) {
            return relation(source);
        }
        TableId known = sequences.get(source);
        if (known == null) {
            known = chooseSequence(source, relation(owner.get()));
            sequences.put(source, known);
            takenBy.put(known, source);
        }
        return known;
    }

    /** The owner's schema, because a table and its sequences share one. */
    private TableId chooseSequence(TableId source, TableId owner) {
        TableId wanted = new TableId(owner.schema(), relation(source).name());
        boolean free = !takenBy.containsKey(wanted) && look(() -> target.ownerOfSequence(wanted))
                .filter(other -> !other.isEmpty() && !other.equals(Sql.table(owner))).isEmpty();
        return free ? wanted : new TableId(owner.schema(), otherName(wanted.name(), source.toString()));
    }

    @Override
    public String local(TableId table, String name) {
        return locals.computeIfAbsent(new LocalName(table, name), it -> chooseLocal(table, name));
    }

    private String chooseLocal(TableId table, String name) {
        TableId mapped = relation(table);
        List<String> tables = look(() -> target.tablesOfLocal(new TableId(mapped.schema(), name)));
        boolean free = tables.isEmpty() || tables.contains(Sql.table(mapped));
        return free ? name : otherName(name, table + "." + name);
    }

    @Override
    public String extensionSchema(String extension, String sourceSchema) {
        return extensionSchemas.computeIfAbsent(extension, it -> look(() -> target.extensionSchema(it))
                .orElseGet(() -> relation(new TableId(sourceSchema, it)).schema()));
    }

    /** A question to the target. */
    private interface Look<T> {
        T ask() throws SQLException;
    }

    private static <T> T look(Look<T> look) {
        try {
            return look.ask();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot look up names in the target");
        }
    }

    static String otherName(String name, String origin) {
        CRC32 checksum = new CRC32();
        checksum.update(origin.getBytes(StandardCharsets.UTF_8));
        String suffix = String.format("_%08x", checksum.getValue());
        String prefix = name;
        while (bytes(prefix) > MAX_NAME_BYTES - suffix.length()) {
            prefix = prefix.substring(0, prefix.offsetByCodePoints(prefix.length(), -1));
        }
        return prefix + suffix;
    }

    private static String checkLength(String name, String source) {
        if (bytes(name) > MAX_NAME_BYTES) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "Name '" + name + "' for " + source + " has "
                    + bytes(name) + " bytes, and PostgreSQL's names have at most " + MAX_NAME_BYTES);
        }
        return name;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
