package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.pgtwin.common.pg.SqlResource;

/** The slot that a sync is to have, if it is there. See {@code slot.sql}. */
record SlotFacts(String name, Optional<Found> found) {
    private static final String QUERY = SqlResource.read(SlotFacts.class, "slot.sql");

    /**
     * A row of pg_replication_slots.
     *
     * @param plugin empty for a physical slot
     * @param reader who reads it, if anybody does and the account may know
     * @param lost whether the server has removed WAL that it needs
     */
    record Found(Optional<String> plugin, Optional<String> database, boolean active, int pid, Optional<String> reader,
            boolean lost) {}

    static SlotFacts read(Connection session, String name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(QUERY)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return new SlotFacts(name, row.next() ? Optional.of(found(row)) : Optional.empty());
            }
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(Optional.ofNullable(row.getString("plugin")), Optional.ofNullable(row.getString("database")),
                row.getBoolean("active"), row.getInt("active_pid"),
                Optional.ofNullable(row.getString("application")), row.getBoolean("lost"));
    }

    boolean exists() {
        return found.isPresent();
    }

    boolean active() {
        return found.filter(Found::active).isPresent();
    }
}
