package io.pgtwin.testbed.quickstart;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.sql.Database;

/** The user's own databases: copied and followed by a broker and a worker of the testbed. */
final class OwnDatabasesScenario implements Scenario {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

    private final Screen screen;
    private final Testbed testbed;
    private final Path config;
    private final OwnDatabases databases;
    /** New for each run: neither a slot nor the progress of an earlier run fits a new broker. */
    private final String name = "quickstart_" + LocalDateTime.now().format(TIME);

    /** @param config the folder with the shipped configuration */
    OwnDatabasesScenario(Screen screen, Testbed testbed, Path config, OwnDatabases databases) {
        this.screen = screen;
        this.testbed = testbed;
        this.config = config;
        this.databases = databases;
    }

    @Override
    public boolean runOnce() {
        Sync sync = sync();
        sync.validate();
        SyncTraces traces = new SyncTraces(screen, sync);
        try {
            sync.copy();
            return sync.catchUpAndCompare();
        } finally {
            traces.stopAndRemove();
        }
    }

    @Override
    public void runUntilStopped() {
        Sync sync = sync();
        sync.validate();
        SyncTraces traces = new SyncTraces(screen, sync);
        try {
            sync.copy();
            screen.step("Following changes until Ctrl-C; progress is in view pgtwin.status of the target");
            sync.liveLine().showUntil(() -> false);
        } finally {
            traces.stopAndRemove();
        }
    }

    private Sync sync() {
        Sync.Pair<Database> pair = new Sync.Pair<>(databases.source(), databases.target());
        ConnectorFile source = connector("source", pair.source())
                .with(Map.of("topic.prefix", name, "table.include.list", databases.includeList()));
        ConnectorFile sink = connector("sink", pair.sink())
                .with(Map.of("topics.regex", Pattern.quote(name) + "(\\..*)?"));
        return Sync.of(screen, testbed, pair, new Sync.Pair<>(source, sink), databases.selectedTables());
    }

    private ConnectorFile connector(String side, Database database) {
        return ConnectorFile.read(config.resolve(side + ".json")).named(name + "_" + side).with(Map.of("connection.url",
                database.url(), "connection.user", database.user(), "connection.password", database.password()));
    }
}
