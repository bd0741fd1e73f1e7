package io.pgtwin.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.Text;
import io.pgtwin.common.pg.CopyTextRows;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.UniqueIndex;
import io.pgtwin.common.pg.UniqueIndex.Equality;
import io.pgtwin.source.catalog.SourceTable;

/**
 * Finds single rows of a table by their keys, as the session sees them, in the text that the copy has. For one thread.
 */
final class RowLookup {
    private final Connection session;
    private final SourceTable table;
    private final CopyTextRows parser;
    private final Map<String, Equality> equalities;

    RowLookup(Connection session, SourceTable table) {
        this.session = session;
        this.table = table;
        this.parser = new CopyTextRows(table.definition());
        try {
            List<UniqueIndex> indexes = UniqueIndex.of(session, table.oid());
            equalities = indexes.stream().filter(UniqueIndex::replicaIdentity).findFirst()
                    .or(() -> indexes.stream().filter(UniqueIndex::primary).findFirst())
                    .map(UniqueIndex::equalities).orElse(Map.of());
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read how keys of table " + table.id() + " are compared");
        }
    }

    /** @param key a value for each key column, as {@link Row} holds it */
    Optional<Row> find(List<Object> key) {
        try {
            CopyOut copy = session.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(key));
            List<Row> rows = new ArrayList<>();
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                rows.add(parser.read(line));
            }
            return rows.stream().findFirst();
        } catch (SQLException e) {
            throw SqlFailures.ofReading(e, "Cannot look up a row of table " + table.id());
        }
    }

    private String sql(List<Object> key) {
        TableDefinition definition = table.definition();
        String columns = Sql.identifiers(definition.columns().stream().map(ColumnDefinition::name).toList());
        StringJoiner conditions = new StringJoiner(" AND ");
        for (int i = 0; i < key.size(); i++) {
            ColumnDefinition column = definition.columns().get(definition.keyIndex(i));
            conditions.add(equalities.getOrDefault(column.name(), Equality.USUAL).of(Sql.identifier(column.name()),
                    Sql.literal(text(key.get(i))) + "::" + column.type()));
        }
        return "COPY (SELECT " + columns + " FROM " + from() + " WHERE " + conditions + ") TO STDOUT";
    }

    /** A partitioned table stands for its partitions, any other one only for itself. */
    private String from() {
        boolean ownRows = table.parts().stream().anyMatch(part -> part.id().equals(table.id()));
        return (ownRows ? "ONLY " : "") + Sql.table(table.id());
    }

    /** A text that the server reads as the same value. */
    private static String text(Object value) {
        if (value instanceof Text text) {
            return text.string();
        }
        return value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString();
    }
}
