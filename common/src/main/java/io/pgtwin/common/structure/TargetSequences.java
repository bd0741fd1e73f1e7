package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/**
 * The target's sequences, under mapped names. The session stays the caller's and needs an empty {@code search_path}.
 */
public final class TargetSequences {
    private final Connection connection;
    private final Target target;
    private final TargetNames names;

    public TargetSequences(Connection connection, Names names) {
        this.connection = connection;
        this.target = new Target(connection);
        this.names = new TargetNames(names, target);
    }

    /**
     * The name in the target; empty if it is not there.
     *
     * @throws PgTwinException if the server does not answer, or the mapping gives a name that is too long
     */
    public Optional<TableId> find(SequenceValue value) {
        try {
            TableId sequence = names.sequence(value.sequence(), value.owner());
            return target.hasRelation(sequence) ? Optional.of(sequence) : Optional.empty();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot look for sequence " + value.sequence() + " in the target");
        }
    }

    /** @throws PgTwinException if the account may not read it */
    public SequenceStand stand(TableId sequence) {
        String sql = "SELECT s.last_value, s.is_called, p.seqstart, p.seqincrement FROM " + Sql.table(sequence) + " s,"
                + " pg_catalog.pg_sequence p WHERE p.seqrelid = s.tableoid";
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new SequenceStand(row.getLong(1), row.getBoolean(2), row.getLong(3), row.getLong(4));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read sequence " + sequence + " of the target");
        }
    }

    /** @throws PgTwinException if the account may not set it, or it does not go so far */
    public void set(TableId sequence, SequenceValue value) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.setval(?::regclass, ?, ?)")) {
            statement.setString(1, Sql.table(sequence));
            statement.setLong(2, value.lastValue());
            statement.setBoolean(3, value.called());
            statement.execute();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot set sequence " + sequence + " of the target to where the source's "
                    + value.sequence() + " stands");
        }
    }
}
