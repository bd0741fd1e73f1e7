package io.pgtwin.integration.sync;

import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** What the README says under "to begin again with a full copy", step by step. */
public final class NewBeginning {
    private NewBeginning() {
    }

    /** The connectors run again afterwards; the target's tables are emptied. */
    public static void of(Sync sync) {
        of(sync, sync.source());
    }

    /** The same where the sync's source is another server's database by now. */
    public static void of(Sync sync, Database source) {
        ConnectRest rest = sync.rest();
        String reader = sync.sourceConnector().name();
        String sink = sync.sinkConnector().name();
        stop(rest, reader);
        stop(rest, sink);
        new Remains(sync.servers(), sync.name()).dropSlot(source, sync.slot());
        source.execute("DROP PUBLICATION IF EXISTS " + sync.slot());
        rest.deleteOffsets(reader);
        rest.deleteOffsets(sink);
        new Remains(sync.servers(), sync.name()).deleteTopics();
        List<String> tables = sync.target().tables().stream().filter(table -> !table.startsWith("pgtwin.")).toList();
        sync.target().execute(tables.stream().collect(Collectors.joining(", ", "TRUNCATE ", "")));
        rest.resume(reader);
        rest.resume(sink);
    }

    /** Returns when no task runs any more. */
    public static void stop(ConnectRest rest, String connector) {
        rest.stop(connector);
        Await.until(Sync.LIMIT, "the tasks of " + connector + " have ended",
                () -> rest.status(connector).tasks().isEmpty()
                && rest.status(connector).state().equals("STOPPED"), () -> rest.status(connector).toString());
    }
}
