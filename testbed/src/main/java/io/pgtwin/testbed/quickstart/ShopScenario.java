package io.pgtwin.testbed.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.postgres.PostgresServer;

/** A shop is copied and then followed while it is busy. */
final class ShopScenario implements Scenario {
    private final Screen screen;
    private final Testbed testbed;
    private final Path config;
    private final Duration loadTime;

    /** @param config the folder with the shipped configuration */
    ShopScenario(Screen screen, Testbed testbed, Path config, Duration loadTime) {
        this.screen = screen;
        this.testbed = testbed;
        this.config = config;
        this.loadTime = loadTime;
    }

    @Override
    public boolean runOnce() {
        return run(sync());
    }

    @Override
    public void runUntilStopped() {
        Sync sync = sync();
        run(sync);
        printAddresses();
        sync.liveLine().watchUntilStopped();
    }

    private boolean run(Sync sync) {
        sync.validate();
        sync.copy();
        follow(sync.liveLine());
        return sync.catchUpAndCompare();
    }

    private Sync sync() {
        screen.step("Making a shop in the source: tables of all common types, half a million rows");
        ShopDatabase shop = new ShopDatabase(testbed.source().sql(), testbed.target().sql(), config);
        shop.createSource();
        shop.createTarget();
        List<String> tables = shop.source().tables();
        return Sync.of(screen, testbed, new Sync.Pair<>(shop.source(), shop.target()),
                new Sync.Pair<>(connector("source.json", testbed.source()), connector("sink.json", testbed.target())),
                tables);
    }

    /** The file as it is: the shop's accounts are the ones it names. Only the address is ours. */
    private ConnectorFile connector(String file, PostgresServer server) {
        return ConnectorFile.read(config.resolve(file)).with(Map.of("connection.url", server.jdbcUrl()));
    }

    private void follow(LiveLine liveLine) {
        screen.step("Following changes: a mixed load of transactions for " + loadTime.toSeconds() + " s");
        long endNanos = System.nanoTime() + loadTime.toNanos();
        try (ShopLoad load = ShopLoad.start(testbed.source().sql())) {
            liveLine.showUntil(() -> System.nanoTime() - endNanos >= 0);
            screen.line("%,d transactions were committed at the source".formatted(load.transactions()));
        }
    }

    private void printAddresses() {
        screen.step("Everything stays up; Ctrl-C ends it and leaves nothing behind");
        screen.line("source      " + psqlUrl(testbed.source()));
        screen.line("target      " + psqlUrl(testbed.target()));
        screen.line("Kafka       " + testbed.broker().bootstrapServers());
        screen.line("Connect     " + testbed.worker().rest().url() + "/connectors?expand=status");
        screen.line("files       " + testbed.folder());
        screen.line("Try         psql " + psqlUrl(testbed.source())
                + " -c 'UPDATE shop.products SET price = price + 1 WHERE id <= 10'");
        screen.line("and watch   psql " + psqlUrl(testbed.target()) + " -c 'SELECT * FROM pgtwin.status'");
    }

    private static String psqlUrl(PostgresServer server) {
        return "postgresql://%s:%s@%s:%d/%s".formatted(server.user(), server.password(), server.host(), server.port(),
                ShopDatabase.NAME);
    }
}
