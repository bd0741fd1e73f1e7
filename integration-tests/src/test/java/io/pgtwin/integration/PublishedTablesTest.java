package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.source.catalog.Publication;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.sql.Database;

/** What a publication holds is what the server's own view says, but is told while tables are locked. */
class PublishedTablesTest {
    private static final String NAME = "published_tables";
    private static final String TABLES = """
            CREATE SCHEMA a;
            CREATE SCHEMA "b.c";
            CREATE TABLE a.plain (id int PRIMARY KEY);
            CREATE UNLOGGED TABLE a.unlogged (id int);
            CREATE VIEW a.view AS SELECT * FROM a.plain;
            CREATE TABLE a.child () INHERITS (a.plain);
            CREATE TABLE a.parted (id int) PARTITION BY RANGE (id);
            CREATE TABLE a.part PARTITION OF a.parted FOR VALUES FROM (0) TO (10);
            CREATE TABLE "b.c".sub PARTITION OF a.parted FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id);
            CREATE TABLE a.leaf PARTITION OF "b.c".sub FOR VALUES IN (11);
            CREATE TABLE a.empty (id int) PARTITION BY LIST (id);
            CREATE TABLE "b.c".other (id int)""";

    @ParameterizedTest
    @ValueSource(strings = {"10", "13", "14", "15", "18"})
    void everyKindOfPublicationIsReadAsTheServerReadsIt(String version) throws SQLException {
        int number = Integer.parseInt(version);
        PostgresServer server = EveryVersion.server(version);
        Database database = server.createDatabase(NAME);
        try (Connection session = session(database)) {
            database.execute(TABLES);
            database.execute("CREATE PUBLICATION every FOR ALL TABLES; CREATE PUBLICATION none;"
                    + " CREATE PUBLICATION named FOR TABLE ONLY a.plain, \"b.c\".other");
            if (number >= 13) {
                String root = " WITH (publish_via_partition_root = true)";
                database.execute("CREATE PUBLICATION every_root FOR ALL TABLES" + root
                        + "; CREATE PUBLICATION parts FOR TABLE a.parted, a.empty"
                        + "; CREATE PUBLICATION root FOR TABLE a.parted, a.part, a.empty" + root
                        + "; CREATE PUBLICATION below FOR TABLE \"b.c\".sub, a.leaf" + root);
            }
            if (number >= 15) {
                String root = " WITH (publish_via_partition_root = true)";
                database.execute("CREATE PUBLICATION schemas FOR TABLES IN SCHEMA \"b.c\""
                        + "; CREATE PUBLICATION schemas_root FOR TABLES IN SCHEMA a, TABLE \"b.c\".other WHERE (id >"
                        + " 1)" + root);
            }
            List<String> publications = database.column("SELECT pubname FROM pg_publication");
            assertThat(publications).hasSize(number >= 15 ? 9 : number >= 13 ? 7 : 3);
            for (String publication : publications) {
                assertThat(new TreeSet<>(new Publication(session, publication).publishedTables())).as(publication)
                        .isEqualTo(ofTheView(database, publication));
            }
        } finally {
            server.dropDatabase(NAME);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void lockedTablesAreNotWaitedFor() throws SQLException {
        PostgresServer server = Servers.shared().source();
        Database database = server.createDatabase(NAME);
        try (Connection session = session(database); Connection owner = database.connect();
                Statement statement = owner.createStatement()) {
            database.execute("CREATE TABLE t (id int); CREATE PUBLICATION p FOR TABLE t");
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
            assertThat(new Publication(session, "p").publishedTables()).containsExactly(new TableId("public", "t"));
        } finally {
            server.dropDatabase(NAME);
        }
    }

    private static Set<TableId> ofTheView(Database database, String publication) {
        return database.rows("SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?",
                publication).stream()
                .map(row -> new TableId(row.get(0), row.get(1))).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Connection session(Database database) {
        return new Sessions(new ConnectionSettings(database.url(), database.user(), database.password(), "test"))
                .open();
    }
}
