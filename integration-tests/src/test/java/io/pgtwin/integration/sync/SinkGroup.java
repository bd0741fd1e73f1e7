package io.pgtwin.integration.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** Several sinks that read the topics of one sync, each with options and a target database of its own. */
public final class SinkGroup implements AutoCloseable {
    private final Sync sync;
    private final List<Member> members = new ArrayList<>();

    private record Member(ConnectorFile connector, Database target) {
    }

    /** @param sync whose source alone is to be started; closed after this group */
    public SinkGroup(Sync sync) {
        this.sync = sync;
    }

    /** @param label a plain lower-case name */
    public SinkGroup with(String label, Map<String, String> options) {
        String name = sync.name() + "_" + label;
        Database target = sync.servers().target().createDatabase(name);
        ConnectorFile connector = sync.sinkConnector().named(name).with("connection.url", target.url()).with(options);
        members.add(new Member(connector, target));
        return this;
    }

    public List<Database> targets() {
        return members.stream().map(Member::target).toList();
    }

    public void start() {
        members.forEach(member -> rest().create(member.connector().name(), member.connector().options()));
    }

    /** Returns when no task runs any more. */
    public void stop() {
        names().forEach(rest()::stop);
        names().forEach(name -> Await.until(Sync.LIMIT, "the tasks of " + name + " have ended",
                () -> rest().status(name).tasks().isEmpty(), () -> rest().status(name).toString()));
    }

    public void resume() {
        names().forEach(rest()::resume);
    }

    /** Returns when every target holds what the source holds. */
    public void awaitEqual(List<String> tables, Duration limit) {
        ConnectorHealth health = new ConnectorHealth(rest(), all());
        targets().forEach(target -> new EqualContents(sync.source(), target, tables).await(limit, health));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(names());
        all.add(sync.sourceConnector().name());
        return all;
    }

    private List<String> names() {
        return members.stream().map(member -> member.connector().name()).toList();
    }

    private ConnectRest rest() {
        return sync.rest();
    }

    @Override
    public void close() {
        new Remains(sync.servers(), sync.name()).deleteConnectors(names());
        names().forEach(sync.servers().target()::dropDatabase);
    }
}
