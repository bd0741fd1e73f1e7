package io.pgtwin.sink.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sql;

/**
 * Where the sink of a name reads. Kafka sees to it that of one consumer group only one member has a partition; another
 * connector of the same name, in another group or of another cluster, would take its progress for its own.
 */
public final class SinkRegistration {
    private final Connection connection;
    private final String table;
    private final String sink;

    public SinkRegistration(Connection connection, String schema, String sink) {
        this.connection = connection;
        this.table = Sql.identifier(schema) + ".sinks";
        this.sink = sink;
    }

    /**
     * The first one to come has the name.
     *
     * @param cluster Kafka's, if it is known
     * @throws PgTwinException SINK_EXISTS if the name belongs to another group or cluster
     */
    public void require(String group, Optional<String> cluster) throws SQLException {
        execute("INSERT INTO " + table + " (consumer_group, kafka_cluster, sink) VALUES (?, ?, ?) ON CONFLICT DO"
                + " NOTHING", group,
                cluster.orElse(null), sink);
        execute("UPDATE " + table + " SET kafka_cluster = ? WHERE sink = ? AND kafka_cluster IS NULL",
                cluster.orElse(null), sink);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT consumer_group, kafka_cluster FROM " + table + " WHERE sink = ?")) {
            statement.setString(1, sink);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    requireSame("consumer group", row.getString(1), group);
                    requireSame("Kafka cluster", Optional.ofNullable(row.getString(2)).orElse(cluster.orElse("")),
                            cluster.orElse(Optional.ofNullable(row.getString(2)).orElse("")));
                }
            }
        }
    }

    private void requireSame(String what, String stored, String mine) {
        if (!stored.equals(mine)) {
            throw new PgTwinException(FailureKind.SINK_EXISTS, "Sink '" + sink + "' of the target reads from "
                    + what + " '"
                    + stored + "', this one from '" + mine + "'");
        }
    }

    private void execute(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
