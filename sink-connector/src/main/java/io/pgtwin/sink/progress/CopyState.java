package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.pgtwin.common.pg.Sql;

/**
 * How far the full copy into all tables of a sink has come, whichever task applies them.
 *
 * @param running whether rows of any table are still to come
 * @param told whether any task of the sink was told of tables
 * @param rows how many rows there are so far
 */
public record CopyState(boolean running, boolean told, long rows) {
    /** @param sink the connector's name */
    public static CopyState read(Connection connection, String schema, String sink) throws SQLException {
        String quoted = Sql.identifier(schema);
        String sql = "SELECT coalesce(bool_or(step = 'full'), false), coalesce(sum(rows_copied), 0),"
                + " EXISTS (SELECT FROM " + quoted + ".structure WHERE sink = ?)"
                + " OR EXISTS (SELECT FROM " + quoted + ".tables WHERE sink = ?) FROM " + quoted + ".status"
                + " WHERE sink = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, sink);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new CopyState(row.getBoolean(1), row.getBoolean(3), row.getLong(2));
            }
        }
    }
}
