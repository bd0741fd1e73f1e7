package io.pgtwin.integration.precheck;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.integration.sync.ConnectorFile;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.precheck.Precheck;
import io.pgtwin.testbed.sql.Database;

/**
 * Two databases and two accounts with just the documented grants, and the shipped files for them. For one thread.
 * Databases are emptied and used again, which is much quicker than making new ones; they end with their servers.
 */
final class SetUp implements AutoCloseable {
    static final String PASSWORD = "precheck";

    private static final EmptiedDatabases EMPTIED = new EmptiedDatabases("precheck");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String STATE = Script.text("precheck/state.sql");

    private final String name = "precheck" + NUMBER.incrementAndGet();
    private final PostgresServer source;
    private final PostgresServer target;
    private final Map<String, String> sourceOptions;
    private final Map<String, String> sinkOptions;
    private final List<Connection> held = new ArrayList<>();
    private final String sourceName;
    private final String targetName;

    SetUp(PostgresServer source, PostgresServer target) {
        this.source = source;
        this.target = target;
        this.sourceName = EMPTIED.take(source);
        this.targetName = EMPTIED.take(target);
        onSource(sourceScript());
        onTarget(Script.text("precheck/target.sql"));
        this.sourceOptions = new HashMap<>(ConnectorFile.shipped("source.json").options());
        this.sinkOptions = new HashMap<>(ConnectorFile.shipped("sink.json").options());
        sourceOptions.putAll(Map.of("name", name + "-source", "topic.prefix", name, "connection.url", source().url()));
        sinkOptions.putAll(Map.of("name", name + "-sink", "topics.regex", name + "(\\..*)?", "connection.url",
                target().url()));
        sourceOptions.putAll(Map.of("connection.user", account(), "connection.password", PASSWORD));
        sinkOptions.putAll(Map.of("connection.user", writer(), "connection.password", PASSWORD));
    }

    /** Before PostgreSQL 11, a partitioned table has no key. */
    private String sourceScript() {
        boolean partitions = !source.version().equals("10");
        return Script.text("precheck/source.sql").lines().filter(line -> partitions || !line.contains("days"))
                .collect(Collectors.joining("\n"));
    }

    /** The source's account. */
    String account() {
        return name + "_account";
    }

    private String writer() {
        return name + "_writer";
    }

    String slot() {
        return "pgtwin_" + name;
    }

    /** As superuser. */
    Database source() {
        return source.database(sourceName);
    }

    /** As superuser. */
    Database target() {
        return target.database(targetName);
    }

    Database otherOfSource() {
        return source.database("postgres");
    }

    void setSource(String option, String value) {
        sourceOptions.put(option, resolved(value));
    }

    void setSink(String option, String value) {
        sinkOptions.put(option, resolved(value));
    }

    Map<String, String> sourceOptions() {
        return sourceOptions;
    }

    Map<String, String> sinkOptions() {
        return sinkOptions;
    }

    /** Keeps a session open until the end. */
    void hold(Connection open) {
        held.add(open);
    }

    String resolved(String text) {
        return text.replace("$account$", account()).replace("$writer$", writer()).replace("$owner$", name + "_owner")
                .replace("$slot$", slot()).replace("$prefix$", name)
                .replace("$source_url$", source().url()).replace("$target_url$", target().url());
    }

    private String resolvedFor(String text, String database) {
        return resolved(text).replace("$database$", database);
    }

    void onSource(String sql) {
        source().execute(resolvedFor(sql, sourceName));
    }

    void onTarget(String sql) {
        target().execute(resolvedFor(sql, targetName));
    }

    /** Runs statements one by one in one session, as psql does. */
    static void run(List<String> statements, Database database) {
        try (Connection session = database.connect(); Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Not as printed: " + statements, e);
        }
    }

    /** What {@code ./quickstart precheck} finds; what passed is left out. */
    List<CheckResult> findings() {
        return new Precheck(sourceOptions, sinkOptions).run().results().stream().filter(it -> !it.isOk()).toList();
    }

    /** Everything that a sync could have made, in both databases. */
    List<List<String>> state() {
        List<List<String>> state = new ArrayList<>(source().rows(STATE));
        state.addAll(target().rows(STATE));
        return state;
    }

    @Override
    public void close() throws SQLException {
        for (Connection open : held) {
            open.close();
        }
        source().column("SELECT pg_terminate_backend(active_pid)::text FROM pg_replication_slots WHERE slot_name = ?",
                slot());
        otherOfSource().column("SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots"
                + " WHERE slot_name = ?", slot());
        EMPTIED.giveBack(source, sourceName);
        EMPTIED.giveBack(target, targetName);
        onSource("DROP OWNED BY $account$; DROP OWNED BY $owner$; DROP ROLE $account$; DROP ROLE $owner$");
        onTarget("DROP OWNED BY $writer$; DROP ROLE $writer$");
    }
}
