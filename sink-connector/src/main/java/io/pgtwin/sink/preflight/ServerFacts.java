package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.pgtwin.common.pg.SqlResource;

/**
 * The target's server as a sync sees it. See {@code server.sql}.
 *
 * @param version like 170004
 * @param encoding of the database
 * @param locks how many locks all transactions may hold together
 */
record ServerFacts(int version, String encoding, boolean standby, ReadOnly readOnly, Account account, long locks,
        OwnSchema ownSchema) {
    private static final String QUERY = SqlResource.read(ServerFacts.class, "server.sql");

    /** @param source where the setting comes from, as {@code pg_settings} says */
    record ReadOnly(boolean on, String source) {}

    /** @param mayStage whether it may make temporary tables */
    record Account(String name, String database, boolean mayCreate, boolean mayStage) {}

    /** @param complete whether nothing has to be made in it; rights are there where it does not exist */
    record OwnSchema(String name, boolean exists, boolean mayUse, boolean mayCreate, boolean complete,
            List<String> unwritable) {}

    static ServerFacts read(Connection session, String progressSchema) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(QUERY)) {
            statement.setString(1, progressSchema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return of(row, progressSchema);
            }
        }
    }

    private static ServerFacts of(ResultSet row, String progressSchema) throws SQLException {
        return new ServerFacts(row.getInt("version"), row.getString("encoding"), row.getBoolean("standby"),
                new ReadOnly(row.getBoolean("read_only"), row.getString("read_only_source")),
                new Account(row.getString("account"), row.getString("database"), row.getBoolean("may_create"),
                        row.getBoolean("may_stage")),
                row.getLong("locks"),
                new OwnSchema(progressSchema, row.getBoolean("progress_exists"), row.getBoolean("may_use_progress"),
                        row.getBoolean("may_create_progress"), row.getBoolean("progress_complete"),
                        List.of((String[]) row.getArray("unwritable_progress").getArray())));
    }
}
