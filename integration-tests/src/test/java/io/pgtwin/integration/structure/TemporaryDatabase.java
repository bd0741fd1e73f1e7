package io.pgtwin.integration.structure;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.structure.Names;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructureInclude;
import io.pgtwin.common.structure.StructureReader;
import io.pgtwin.common.structure.TargetSequences;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.process.TestbedHome;
import io.pgtwin.testbed.sql.Database;

/** A database of a test's own, with the library's view of it. */
final class TemporaryDatabase implements AutoCloseable {
    private static final Path SHOP = Path.of("testbed/src/main/resources/io/pgtwin/testbed/quickstart");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresServer server;
    private final String name = "structure_" + NUMBER.incrementAndGet();
    private final Database database;
    private String user;

    TemporaryDatabase(PostgresServer server) {
        this.server = server;
        this.database = server.createDatabase(name);
        this.user = database.user();
    }

    Database sql() {
        return database;
    }

    /** @param version whose lines of the script to run */
    TemporaryDatabase with(String script, int version) {
        database.execute(VersionedScript.read(script, version));
        return this;
    }

    /** The schema that the quickstart shows, without rows. */
    TemporaryDatabase withShop() {
        for (String script : List.of("shop-types.sql", "shop-tables.sql")) {
            database.executeFile(TestbedHome.repository().resolve(SHOP).resolve(script));
        }
        return this;
    }

    /** Lets the library work as a new role that has no rights yet. @return the role's name */
    String useNewRole() {
        user = name + "_role";
        database.execute("CREATE ROLE " + user + " LOGIN PASSWORD '" + database.password() + "'");
        return user;
    }

    List<TableId> tables() {
        return database.rows("SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
                + " AND c.relname <> 'not_selected'").stream().map(row -> new TableId(row.get(0), row.get(1))).toList();
    }

    Structure read() {
        return inSession(session -> new StructureReader(session, Set.of()).read(tables()));
    }

    Structure read(Set<StructureInclude> includes) {
        return inSession(session -> new StructureReader(session, includes).read(tables()));
    }

    /** @param excludedColumns by table */
    Structure read(Map<TableId, Set<String>> excludedColumns) {
        return inSession(session -> new StructureReader(session, Set.of()).read(tables(), excludedColumns));
    }

    List<SequenceValue> sequenceValues() {
        return inSession(session -> new StructureReader(session, Set.of()).sequenceValues(tables()));
    }

    List<Outcome> create(Structure structure, Names names) {
        return inSession(session -> new StructureCreator(session, names).create(structure.objects()));
    }

    /** Fails if one of them is not there. */
    void setSequences(List<SequenceValue> values, Names names) {
        inSession(session -> {
            TargetSequences sequences = new TargetSequences(session, names);
            values.forEach(value -> sequences.set(sequences.find(value).orElseThrow(), value));
            return null;
        });
    }

    /** One line for everything that the catalog tells about the objects of users. */
    List<String> definitions(boolean withNamesOfNotNull) {
        return Definitions.of(database, server.version(), withNamesOfNotNull);
    }

    /** What is done in one session. */
    interface Work<T> {
        T in(Connection session) throws SQLException;
    }

    <T> T inSession(Work<T> work) {
        ConnectionSettings settings = new ConnectionSettings(database.url(), user, database.password(), "test");
        try (Connection session = new Sessions(settings).open()) {
            return work.in(session);
        } catch (SQLException e) {
            throw new IllegalStateException("The session with " + database + " failed", e);
        }
    }

    @Override
    public void close() {
        server.dropDatabase(name);
        if (!user.equals(database.user())) {
            server.database("postgres").execute("DROP ROLE " + user);
        }
    }
}
