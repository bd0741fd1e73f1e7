package io.pgtwin.source.pgoutput;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Records the fixtures again, each in a database of its own: runs the SQL in the file and replaces the messages.
 * Run by hand after the SQL was changed or a new file (SQL only) was added:
 *
 * <pre>
 * ./mvnw -pl source-connector -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * cd source-connector
 * java -Drecord.url=jdbc:postgresql://127.0.0.1:5432/postgres -Drecord.user=postgres -Drecord.password=... \
 *     -cp target/test-classes:target/classes:$(cat target/classpath) io.pgtwin.source.pgoutput.FixtureRecorder
 * </pre>
 *
 * The server needs {@code wal_level=logical} and the user must be a superuser. What a function returns from the slot is
 * byte for byte what the replication protocol sends.
 */
final class FixtureRecorder {
    private static final Path FIXTURES = Path.of("src/test/resources/pgoutput");
    private static final String DATABASE = "pgtwin_fixture";
    private static final String SLOT = "pgtwin_fixture";
    private static final String CHANGES = """
            SELECT data FROM pg_logical_slot_get_binary_changes('pgtwin_fixture', NULL, NULL,
                'proto_version', '1', 'publication_names', 'pgtwin_fixture', 'messages', 'true')""";

    private final String url = System.getProperty("record.url");

    private FixtureRecorder() {
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        FixtureRecorder recorder = new FixtureRecorder();
        for (Path file : Fixture.files(FIXTURES).toList()) {
            recorder.record(file);
        }
    }

    private void record(Path file) throws SQLException, IOException {
        try (Connection server = connect(url)) {
            run(server, "CREATE DATABASE " + DATABASE);
            try (Connection database = connect(url.replaceFirst("/[^/]*$", "/" + DATABASE))) {
                record(database, Fixture.read(file)).write(file);
            } finally {
                run(server, "DROP DATABASE " + DATABASE);
            }
        }
    }

    private static Fixture record(Connection database, Fixture fixture) throws SQLException {
        for (String statement : fixture.setup()) {
            run(database, statement);
        }
        run(database, "CREATE PUBLICATION pgtwin_fixture FOR ALL TABLES");
        run(database, "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
        try {
            for (String statement : fixture.recorded()) {
                run(database, statement);
            }
            // logical messages outside of transactions do not flush the WAL, and decoding ends where it was flushed
            run(database, "CHECKPOINT");
            String server = "PostgreSQL " + database.getMetaData().getDatabaseProductVersion();
            return new Fixture(server, fixture.setup(), fixture.recorded(), changes(database));
        } finally {
            run(database, "SELECT pg_drop_replication_slot('" + SLOT + "')");
        }
    }

    private static List<byte[]> changes(Connection database) throws SQLException {
        List<byte[]> messages = new ArrayList<>();
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(CHANGES)) {
            while (rows.next()) {
                messages.add(rows.getBytes(1));
            }
        }
        return messages;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url) throws SQLException {
        String password = System.getProperty("record.password");
        return DriverManager.getConnection(url, System.getProperty("record.user"), password);
    }
}
