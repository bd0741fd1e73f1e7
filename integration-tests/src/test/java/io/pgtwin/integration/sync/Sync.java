package io.pgtwin.integration.sync;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.connect.Validation;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/**
 * A pair of connectors between two databases, all with names of their own, so that tests can share servers. The
 * connectors start from the files that users start from. Not for several threads.
 *
 * <pre>{@code
 * sync.source().execute("CREATE TABLE ...");
 * sync.withSource("snapshot.threads", "1").start().awaitEqual();
 * }</pre>
 */
public final class Sync implements AutoCloseable {
    public static final Duration LIMIT = Duration.ofSeconds(120);

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Servers servers;
    private final String name;
    private final Database source;
    private final Database target;
    private final boolean ownsSource;
    private ConnectorFile sourceConnector;
    private ConnectorFile sinkConnector;

    private Sync(Servers servers, String name, Database source, boolean ownsSource) {
        this.servers = servers;
        this.name = name;
        this.source = source;
        this.ownsSource = ownsSource;
        this.target = servers.target().createDatabase(targetName());
        sourceConnector = ConnectorFile.shipped("source.json").named(name + "-source")
                .with("connection.url", source.url()).with("connection.user", source.user())
                .with("connection.password", source.password())
                .with("topic.prefix", name).without("table.include.list");
        sinkConnector = ConnectorFile.shipped("sink.json").named(name + "-sink")
                .with("connection.url", target.url()).with("connection.user", target.user())
                .with("connection.password", target.password())
                .with("topics.regex", name + "(\\..*)?");
    }

    /** A sync with two new databases. */
    public static Sync on(Servers servers) {
        String name = nextName();
        return new Sync(servers, name, servers.source().createDatabase(name), true);
    }

    /** A sync with two new databases, of which the source's has an encoding of its own. */
    public static Sync withEncoding(Servers servers, String encoding) {
        String name = nextName();
        servers.source().database("postgres").execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING '"
                + encoding + "'");
        return new Sync(servers, name, servers.source().database(name), true);
    }

    /** A sync from this one's source to another new database. Close it before this one. */
    public Sync another() {
        return new Sync(servers, nextName(), source, false);
    }

    private static String nextName() {
        return "sync" + COUNT.incrementAndGet();
    }

    /** One server may be both. */
    private String targetName() {
        return servers.source() == servers.target() ? name + "_target" : name;
    }

    public Sync withSource(String option, String value) {
        sourceConnector = sourceConnector.with(option, value);
        return this;
    }

    public Sync withSink(String option, String value) {
        sinkConnector = sinkConnector.with(option, value);
        return this;
    }

    /** So that a small table has several blocks. */
    public Sync withSmallBlocks() {
        return withSource("snapshot.block.bytes", "1024");
    }

    /** Whoever wants JSON wants to read it, so the copy's rows come one by one then. */
    public Sync with(Converters converters) {
        if (converters != Converters.COMPACT) {
            withSource("snapshot.format", "rows");
        }
        sourceConnector = converters.in(sourceConnector);
        sinkConnector = converters.in(sinkConnector);
        return this;
    }

    /** Deploys both connectors; does not wait for them. */
    public Sync start() {
        startSource();
        startSink();
        return this;
    }

    public void startSource() {
        rest().create(sourceConnector.name(), sourceConnector.options());
    }

    public void startSink() {
        rest().create(sinkConnector.name(), sinkConnector.options());
    }

    /** What the worker says of a connector's options before it is deployed. */
    public Validation validate(ConnectorFile connector) {
        return rest().validate(connector.option("connector.class"), connector.with("name", connector.name()).options());
    }

    /** Returns when both databases hold the same; fails when that takes too long, or when a connector fails. */
    public void awaitEqual() {
        awaitEqual(LIMIT);
    }

    public void awaitEqual(Duration limit) {
        awaitEqual(source.tables(), limit);
    }

    /** @param tables {@code schema.table} of the source's tables to compare */
    public void awaitEqual(List<String> tables, Duration limit) {
        new EqualContents(source, target, tables).await(limit, health());
    }

    /** Returns when all rows that the full copy found in the table are in the target, as its status says. */
    public void awaitCopied(String table, Duration limit) {
        Awaitility.await(table + " is copied").atMost(limit).pollDelay(Duration.ZERO).pollInterval(INTERVAL)
                .failFast(health()::check)
                .until(() -> status(table).stream().anyMatch(List.of("building", "following", "completed")::contains));
    }

    /** Returns when nothing of the structure is still to be made for any table, and all rows are there. */
    public void awaitBuilt() {
        awaitState("following");
    }

    /** Returns when every table is in a state, as the target's status says. */
    public void awaitState(String state) {
        awaitTarget("everything is " + state, target -> target.column(
                "SELECT DISTINCT state FROM pgtwin.status WHERE sink = ?", sinkConnector.name())
                .equals(List.of(state)));
    }

    /** Returns when something is so in the target; fails when a connector fails. */
    public void awaitTarget(String expectation, Predicate<Database> condition) {
        Awaitility.await(expectation).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(INTERVAL)
                .failFast(health()::check)
                .ignoreExceptionsInstanceOf(TestbedException.class)     // the table may not be there yet
                .until(() -> condition.test(target));
    }

    private ConnectorHealth health() {
        return new ConnectorHealth(rest(), List.of(sourceConnector.name(), sinkConnector.name()));
    }

    /** What the target's status view says of a table; empty as long as it says nothing. */
    private List<String> status(String table) {
        boolean exists = target.value("SELECT to_regclass('pgtwin.status') IS NOT NULL").equals("t");
        return exists ? target.column("SELECT state FROM pgtwin.status WHERE sink = ? AND source_table = ?",
                sinkConnector.name(), table) : List.of();
    }

    public Database source() {
        return source;
    }

    public Database target() {
        return target;
    }

    public Servers servers() {
        return servers;
    }

    public ConnectRest rest() {
        return servers.worker().rest();
    }

    public ConnectorFile sourceConnector() {
        return sourceConnector;
    }

    public ConnectorFile sinkConnector() {
        return sinkConnector;
    }

    /** The topic prefix. */
    public String name() {
        return name;
    }

    /** The name of the slot, and of the publication. */
    public String slot() {
        return "pgtwin_" + name;
    }

    public String topic(String table) {
        return name + "." + table;
    }

    @Override
    public void close() {
        Remains remains = new Remains(servers, name);
        remains.deleteConnectors(List.of(sourceConnector.name(), sinkConnector.name()));
        servers.target().dropDatabase(targetName());
        if (ownsSource) {
            servers.source().dropDatabase(name);
        } else {
            remains.dropSlot(source, slot());
        }
        remains.deleteTopics();
    }
}
