package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.pgtwin.common.pg.Sql;

/** Reads where sequences stand, many with one query. */
final class SequenceValues {
    private static final int SEQUENCES_PER_QUERY = 100;

    private final Connection connection;
    private final Source source;
    private final List<SourceSequence> sequences;

    SequenceValues(Connection connection, Source source) {
        this.connection = connection;
        this.source = source;
        this.sequences = source.sequences().stream().filter(SourceSequence::readable).toList();
    }

    List<SequenceValue> read() throws SQLException {
        List<SequenceValue> values = new ArrayList<>();
        for (int from = 0; from < sequences.size(); from += SEQUENCES_PER_QUERY) {
            read(sequences.subList(from, Math.min(sequences.size(), from + SEQUENCES_PER_QUERY)), values);
        }
        return values;
    }

    /** Not from {@code pg_sequences}: that does not tell a value that was set but not handed out. */
    private void read(List<SourceSequence> some, List<SequenceValue> values) throws SQLException {
        String sql = IntStream.range(0, some.size())
                .mapToObj(i -> "SELECT " + i + ", last_value, is_called FROM " + Sql.table(some.get(i).id()))
                .collect(Collectors.joining(" UNION ALL "));
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                SourceSequence sequence = some.get(row.getInt(1));
                values.add(new SequenceValue(sequence.id(), source.ownerOf(sequence), row.getLong(2),
                        row.getBoolean(3)));
            }
        }
    }
}
