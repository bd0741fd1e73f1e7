package io.pgtwin.integration.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** What Connect has stored of the slices of a sync's full copy. */
public final class StoredSlices {
    private final List<JsonNode> done = new ArrayList<>();

    private StoredSlices(Sync sync) {
        for (JsonNode stored : sync.rest().offsets(sync.sourceConnector().name()).path("offsets")) {
            if (stored.path("partition").has("slice")
                    && stored.path("offset").path("state").asString().equals("done")) {
                done.add(stored);
            }
        }
    }

    public static StoredSlices of(Sync sync) {
        return new StoredSlices(sync);
    }

    public int done() {
        return done.size();
    }

    /** @param table its name without the schema */
    public int done(String table) {
        return (int) done.stream().filter(it -> it.path("partition").path("slice").asString()
                .contains(quoted(table))).count();
    }

    /** The snapshots that the finished slices of a table were read under, oldest first. */
    public List<String> snapshots(String table) {
        return done.stream().filter(it -> it.path("partition").path("slice").asString().contains(quoted(table)))
                .map(it -> it.path("offset").path("snapshot_lsn").asString()).distinct().sorted()
                .collect(Collectors.toList());
    }

    /** How many slices were read under a snapshot. */
    public int readUnder(String snapshot) {
        return (int) done.stream().filter(it -> it.path("offset").path("snapshot_lsn").asString()
                .equals(snapshot)).count();
    }

    private static String quoted(String table) {
        return "\"" + table + "\"";
    }
}
