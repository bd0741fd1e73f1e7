package io.pgtwin.integration.sync;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.sql.Database;

/**
 * A pair of connectors between two databases, all with names of their own, so that tests can share servers. The connectors
 * start from the files that users start from. Not for several threads.
 *
 * <pre>{@code
 * sync.source().execute("CREATE TABLE ...");
 * sync.withSource("snapshot.threads", "1").start().awaitEqual();
 * }</pre>
 */
public final class Sync implements AutoCloseable {
    public static final Duration LIMIT = Duration.ofSeconds(60);

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
        this.target = servers.target().createDatabase(name);
        sourceConnector = ConnectorFile.shipped("source.json").named(name + "-source")
                .with("connection.url", source.url()).with("connection.user", source.user())
                .with("connection.password", source.password())
                .with("topic.prefix", name).without("table.include.list");
        sinkConnector = ConnectorFile.shipped("sink.json").named(name + "-sink")
                .with("connection.url", target.url()).with("connection.user", target.user())
                .with("connection.password", target.password())
                .with("topics.regex", name + "(\\..*)?")
                // new topics are found sooner than in the shipped file, so that tests take less time
                .with("consumer.override.metadata.max.age.ms", "500");
    }

    /** A sync with two new databases. */
    public static Sync on(Servers servers) {
        String name = nextName();
        return new Sync(servers, name, servers.source().createDatabase(name), true);
    }

    /** A sync from this one's source to another new database. Close it before this one. */
    public Sync another() {
        return new Sync(servers, nextName(), source, false);
    }

    private static String nextName() {
        return "sync" + COUNT.incrementAndGet();
    }

    public Sync withSource(String option, String value) {
        sourceConnector = sourceConnector.with(option, value);
        return this;
    }

    public Sync withSink(String option, String value) {
        sinkConnector = sinkConnector.with(option, value);
        return this;
    }

    public Sync with(Converters converters) {
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

    /** Returns when both databases hold the same; fails when they do not within a minute, or when a connector fails. */
    public void awaitEqual() {
        awaitEqual(LIMIT);
    }

    public void awaitEqual(Duration limit) {
        new EqualContents(this, source.tables()).await(limit);
    }

    public void awaitEqual(List<String> tables) {
        new EqualContents(this, tables).await(LIMIT);
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
        servers.target().dropDatabase(name);
        if (ownsSource) {
            servers.source().dropDatabase(name);
        } else {
            remains.dropSlot(source, slot());
        }
        remains.deleteTopics();
    }
}
