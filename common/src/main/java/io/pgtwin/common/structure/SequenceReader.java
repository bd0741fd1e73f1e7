package io.pgtwin.common.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlFailures;

/**
 * Reads again and again where the sequences of tables stand. Which ones there are is found out once, because that takes
 * many queries; a value takes a hundredth of one. The session stays the caller's. For one thread.
 */
public final class SequenceReader {
    private final SequenceValues values;
    private final List<SourceSequence> unreadable;

    /**
     * @param excludedColumns by table: sequences that only these need are left out
     * @throws PgTwinException if the server does not answer
     */
    public SequenceReader(Connection connection, Collection<TableId> tables,
            Map<TableId, Set<String>> excludedColumns) {
        try {
            Source source = Source.read(new Catalog(connection), tables, excludedColumns, Set.of());
            values = new SequenceValues(connection, source);
            unreadable = source.sequences().stream().filter(it -> !it.readable()).toList();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot find the sequences of " + tables.size() + " tables");
        }
    }

    /**
     * As far as the account may read them.
     *
     * @throws PgTwinException if the server does not answer, or a sequence is gone: then a new reader is needed
     */
    public List<SequenceValue> values() {
        try {
            return values.read();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read sequences");
        }
    }

    /** Those that the account may not read. */
    public List<TableId> unreadable() {
        return unreadable.stream().map(SourceSequence::id).toList();
    }

    /** Those of them on which the account has no SELECT. */
    public List<TableId> notSelectable() {
        return unreadable.stream().filter(it -> !it.selectable()).map(SourceSequence::id).toList();
    }

    /** Schemas of some of them, which the account may not use. */
    public Set<String> unreachableSchemas() {
        return unreadable.stream().filter(it -> !it.reachable()).map(it -> it.id().schema())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
