package io.pgtwin.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.pgtwin.integration.sync.ConnectorFile;
import io.pgtwin.integration.sync.ConnectorHealth;
import io.pgtwin.integration.sync.EqualContents;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.OwnWorker;
import io.pgtwin.integration.sync.Remains;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;
import io.pgtwin.testbed.sql.Database;

/** The files in {@code config} work as they are, but for the addresses in them. */
@ExtendWith(FreshSync.class)
class ShippedConfigurationTest {
    private static final String SHOP = "shop";
    private static final List<String> CONNECTORS = List.of("pgtwin-source", "pgtwin-sink");
    private static final String TABLES = """
            CREATE ROLE shop_owner;
            CREATE SCHEMA shop AUTHORIZATION shop_owner;
            SET ROLE shop_owner;
            CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
            INSERT INTO shop.customers SELECT i, 'customer ' || i FROM generate_series(1, 1000) i;
            CREATE TABLE shop.orders (id int PRIMARY KEY, customer int REFERENCES shop.customers, at timestamptz)""";
    private static final String GRANTS = """
            GRANT USAGE ON SCHEMA shop TO pgtwin;
            GRANT SELECT ON ALL TABLES IN SCHEMA shop TO pgtwin;
            GRANT SELECT ON ALL SEQUENCES IN SCHEMA shop TO pgtwin;
            GRANT shop_owner TO pgtwin""";
    private static final String CHANGES = """
            INSERT INTO shop.orders SELECT i, i % 1000 + 1, now() FROM generate_series(1, 500) i;
            UPDATE shop.customers SET name = 'changed' WHERE id < 10;
            DELETE FROM shop.orders WHERE id % 2 = 0""";

    private final Servers servers = Servers.shared();
    private Database source;
    private Database target;

    @BeforeEach
    void makeAShopAsTheFilesExpectIt() {
        source = servers.source().createDatabase(SHOP);
        target = servers.target().createDatabase(SHOP);
        source.execute(TABLES);
        source.executeFile(ConnectorFile.folder().resolve("source-account.sql"));
        source.execute(GRANTS);
        target.executeFile(ConnectorFile.folder().resolve("target-account.sql"));
    }

    @AfterEach
    void removeIt() {
        servers.source().dropDatabase(SHOP);
        servers.target().dropDatabase(SHOP);
        servers.source().sql().execute("DROP ROLE pgtwin; DROP ROLE shop_owner");
        servers.target().sql().execute("DROP ROLE pgtwin");
        new Remains(servers, SHOP).deleteTopics();
    }

    @Test
    void jsonFilesRunInADistributedWorker() throws IOException {
        ConnectWorker worker = SharedTestbed.get().addWorker("distributed", shippedWorker());
        worker.rest().create(withAddresses("source.json"));
        worker.rest().create(withAddresses("sink.json"));
        copyAndFollow(worker);
        worker.stop();
    }

    @Test
    void propertyFilesRunInAStandaloneWorker(@TempDir Path folder) throws IOException {
        List<Path> files = List.of(
                Files.writeString(folder.resolve("source.properties"), withAddresses("source.properties")),
                Files.writeString(folder.resolve("sink.properties"), withAddresses("sink.properties")));
        ConnectWorker worker = SharedTestbed.get().startStandalone("standalone", shippedWorker(), files);
        copyAndFollow(worker);
        worker.stop();
    }

    private static WorkerOptions shippedWorker() {
        return OwnWorker.usualOptions().withBase(ConnectorFile.folder().resolve("worker.properties"));
    }

    private String withAddresses(String file) throws IOException {
        return Files.readString(ConnectorFile.folder().resolve(file))
                .replace("jdbc:postgresql://localhost:5432/shop", source.url())
                .replace("jdbc:postgresql://localhost:5433/shop", target.url());
    }

    private void copyAndFollow(ConnectWorker worker) {
        EqualContents contents = new EqualContents(source, target, List.of("shop.customers", "shop.orders"));
        contents.await(Sync.LIMIT, new ConnectorHealth(worker.rest(), CONNECTORS));
        source.execute(CHANGES);
        contents.await(Sync.LIMIT, new ConnectorHealth(worker.rest(), CONNECTORS));
    }
}
