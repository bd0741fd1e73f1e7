package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.pgtwin.common.pg.SqlResource;

/**
 * Runs the queries beside this class, adapted to the server's version: a line that ends with {@code -->=12} is only for
 * version 12 and later, one that ends with {@code --<12} only for those before.
 */
final class Catalog {
    private static final Pattern VERSION = Pattern.compile("--(>=|<)(\\d+)");

    private final Connection connection;
    private final int serverVersion;

    Catalog(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("SHOW server_version_num")) {
            row.next();
            serverVersion = row.getInt(1);
        }
    }

    /** Like 170004. */
    int serverVersion() {
        return serverVersion;
    }

    /** @param parameters arrays of oids (numbers) or of texts, one for each parameter of the query */
    <T> List<T> query(String name, CatalogRow.Mapper<T> mapper, List<? extends Collection<?>> parameters)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(forVersion(resource(name), serverVersion / 10_000))) {
            for (int i = 0; i < parameters.size(); i++) {
                Object[] values = parameters.get(i).toArray();
                String type = values.length > 0 && values[0] instanceof String ? "text" : "oid";
                statement.setArray(i + 1, connection.createArrayOf(type, values));
            }
            return rows(statement, mapper);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, CatalogRow.Mapper<T> mapper) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            CatalogRow row = new CatalogRow(result);
            List<T> values = new ArrayList<>();
            while (result.next()) {
                values.add(mapper.map(row));
            }
            return values;
        }
    }

    static String forVersion(String sql, int version) {
        return sql.lines().filter(line -> isFor(line, version)).collect(Collectors.joining("\n"));
    }

    private static boolean isFor(String line, int version) {
        Matcher condition = VERSION.matcher(line);
        while (condition.find()) {
            int bound = Integer.parseInt(condition.group(2));
            if (condition.group(1).equals("<") == version >= bound) {
                return false;
            }
        }
        return true;
    }

    static String resource(String name) {
        return SqlResource.read(Catalog.class, name + ".sql");
    }
}
