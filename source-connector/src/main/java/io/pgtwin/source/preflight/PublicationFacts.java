package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.SqlResource;
import io.pgtwin.source.catalog.Publication;

/** The publication that a sync is to have, if it is there. See {@code publication.sql}. */
record PublicationFacts(String name, Optional<Found> found) {
    private static final String QUERY = SqlResource.read(PublicationFacts.class, "publication.sql");

    /**
     * A row of pg_publication.
     *
     * @param owned whether the account may alter it
     * @param allActions whether inserts, updates, deletes and truncates are published
     * @param tables {@code schema.table} of what is published
     * @param partial the tables of which only some rows or columns are
     */
    record Found(boolean allTables, boolean owned, boolean viaRoot, boolean allActions, boolean knowsTruncate,
            Set<String> tables, List<String> partial) {}

    static PublicationFacts read(Connection session, String name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(QUERY)) {
            Set<String> tables = new Publication(session, name).publishedTables().stream().map(TableId::toString)
                    .collect(Collectors.toSet());
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return new PublicationFacts(name, row.next() ? Optional.of(found(row, tables)) : Optional.empty());
            }
        }
    }

    private static Found found(ResultSet row, Set<String> tables) throws SQLException {
        return new Found(row.getBoolean("all_tables"), row.getBoolean("owned"), row.getBoolean("via_root"),
                row.getBoolean("all_actions"), row.getBoolean("knows_truncate"), tables,
                List.of((String[]) row.getArray("partial").getArray()));
    }

    boolean exists() {
        return found.isPresent();
    }
}
