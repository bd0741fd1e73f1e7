package io.pgtwin.integration.values;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.pgtwin.testbed.sql.Database;

/**
 * A table whose columns are some types in every {@link Shape}, each named after its type. A row holds a value of each
 * type, or NULL where there are not as many. It has a column {@code id}.
 */
final class SampleTable {
    /** Domains have no arrays before PostgreSQL 11. */
    private static final String WITH_ARRAYS = """
            SELECT name FROM unnest(?::text[]) name JOIN pg_type t ON t.oid = name::regtype WHERE t.typarray <> 0""";

    private final String name;
    private final List<Column> columns;

    /** @param values made by hand */
    private record Column(SampleType type, Shape shape, List<String> values) {
        String quotedName() {
            return '"' + (type.name() + " " + shape.name().toLowerCase()).replace("\"", "\"\"") + '"';
        }
    }

    private SampleTable(String name, List<Column> columns) {
        this.name = name;
        this.columns = columns;
    }

    /** @param version of the database, whose types are there already */
    static SampleTable of(String name, List<SampleType> types, int version, Database database) {
        List<String> withArrays = database.column(WITH_ARRAYS, SampleTypes.names(types));
        List<Column> columns = new ArrayList<>();
        for (SampleType type : types) {
            for (Shape shape : Shape.values()) {
                if (shape != Shape.ARRAY || withArrays.contains(type.name())) {
                    columns.add(new Column(type, shape, shape.values(type, type.values(version))));
                }
            }
        }
        return new SampleTable(name, columns);
    }

    String name() {
        return name;
    }

    /** @param identity a primary key, or nothing */
    String create(String identity) {
        return columns.stream().map(column -> ", " + column.quotedName() + " " + column.shape()
                .declaration(column.type())).collect(Collectors.joining("", "CREATE TABLE " + name + " (id integer "
                + identity, ")"));
    }

    /** Quoted, without {@code id}. */
    String columns() {
        return columns.stream().map(Column::quotedName).collect(Collectors.joining(", "));
    }

    /** @return how many rows it takes to hold all values made by hand */
    int insertSamples(Connection connection, int firstId) throws SQLException {
        int rows = columns.stream().mapToInt(column -> column.values().size()).max().orElseThrow();
        insert(connection, firstId, IntStream.range(0, rows).mapToObj(this::samples).toList());
        return rows;
    }

    void insertRandom(Connection connection, int firstId, int rows, Random random) throws SQLException {
        insert(connection, firstId, IntStream.range(0, rows).mapToObj(row -> random(random)).toList());
    }

    private List<String> samples(int row) {
        List<String> values = new ArrayList<>();
        columns.forEach(column -> values.add(row < column.values().size() ? column.values().get(row) : null));
        return values;
    }

    private List<String> random(Random random) {
        List<String> values = new ArrayList<>();
        columns.forEach(column -> values.add(random.nextInt(8) == 0 ? null
                : column.shape().random(column.type(), random)));
        return values;
    }

    private void insert(Connection connection, int firstId, List<List<String>> rows) throws SQLException {
        String sql = "INSERT INTO " + name + " (id, " + columns() + ") VALUES (?" + ", ?".repeat(columns.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int row = 0; row < rows.size(); row++) {
                statement.setInt(1, firstId + row);
                for (int column = 0; column < columns.size(); column++) {
                    // of no type, so that the server reads it as the column's
                    statement.setObject(column + 2, rows.get(row).get(column), Types.OTHER);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
