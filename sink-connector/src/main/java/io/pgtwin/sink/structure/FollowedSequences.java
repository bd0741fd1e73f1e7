package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.structure.SequenceStand;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.common.structure.TargetSequences;

/**
 * Puts the target's sequences where the source's stand. The target keeps where the sink has put each, so a sequence
 * that stands elsewhere is known to be used by others, as after a take-over.
 *
 * <pre>
 * stands where the sink has put it, or was never used    goes wherever the source's goes, backward too
 * stands elsewhere                                       goes forward only, so that no value is handed out twice
 * </pre>
 *
 * In one session, with auto-commit; a sequence is set outside of transactions anyway.
 */
public final class FollowedSequences {
    /** What became of a value. */
    public enum Result {
        SET,
        /** It stood there already. */
        SAME,
        /** The target has used it, and is further. */
        AHEAD,
        /** It is not in the target. */
        MISSING
    }

    private final Connection connection;
    private final StructureSettings settings;
    private final TargetSequences sequences;
    private final String table;

    public FollowedSequences(Connection connection, StructureSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.sequences = new TargetSequences(connection, new MappedNames(settings.mapping()));
        this.table = Sql.identifier(settings.schema()) + ".sequences";
    }

    /** For the sink itself. @throws PgTwinException if the sequence cannot be read or set */
    public Result follow(SequenceValue value) {
        return put(value, true);
    }

    /**
     * For who hands over: the sink is not to believe that the sequence is its own, so from now on it only moves it
     * forward.
     *
     * @throws PgTwinException if the sequence cannot be read or set
     */
    public Result handOver(SequenceValue value) {
        return put(value, false);
    }

    private Result put(SequenceValue value, boolean remembered) {
        Optional<TableId> found = sequences.find(value);
        if (found.isEmpty()) {
            return Result.MISSING;
        }
        TableId sequence = found.get();
        SequenceStand stand = sequences.stand(sequence);
        if (stand.isAt(value)) {
            return Result.SAME;
        }
        try {
            if (!stand.isUntouched() && !stand.isBehind(value) && !wasPut(sequence, stand)) {
                return Result.AHEAD;
            }
            sequences.set(sequence, value);
            if (remembered) {
                remember(sequence, value);
            }
            return Result.SET;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read or write " + table + " of the target");
        }
    }

    private boolean wasPut(TableId sequence, SequenceStand stand) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM " + table + " WHERE sink = ?"
                + " AND target_schema = ? AND target_sequence = ? AND last_value = ? AND is_called = ?")) {
            bind(statement, sequence, stand.lastValue(), stand.called());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void remember(TableId sequence, SequenceValue value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table + " (sink, target_schema,"
                + " target_sequence, last_value, is_called) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sink, target_schema,"
                + " target_sequence) DO UPDATE SET last_value = EXCLUDED.last_value, is_called = EXCLUDED.is_called,"
                + " put_at = clock_timestamp()")) {
            bind(statement, sequence, value.lastValue(), value.called());
            statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, TableId sequence, long lastValue, boolean called)
            throws SQLException {
        statement.setString(1, settings.connector());
        statement.setString(2, sequence.schema());
        statement.setString(3, sequence.name());
        statement.setLong(4, lastValue);
        statement.setBoolean(5, called);
    }
}
