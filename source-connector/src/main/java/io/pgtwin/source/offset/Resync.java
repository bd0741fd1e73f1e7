package io.pgtwin.source.offset;

import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.model.Lsn;

/**
 * That a table of a running sync is copied once more.
 *
 * @param id under which people asked for it: what is done under one is not done again
 * @param begun the first snapshot that its rows were read under; changes that were committed before are among them
 * @param done whether every row is in Kafka
 */
public record Resync(String id, Lsn begun, boolean done) {
    private static final String ID = "resync";
    private static final String BEGUN = "resync_lsn";
    private static final String DONE = "resync_done";

    public Resync finished() {
        return new Resync(id, begun, true);
    }

    void addTo(Map<String, Object> map) {
        map.put(ID, id);
        map.put(BEGUN, begun.toString());
        map.put(DONE, done);
    }

    /** @throws IllegalArgumentException or ClassCastException if somebody stored something else */
    static Optional<Resync> of(Map<String, ?> map) {
        return Optional.ofNullable((String) map.get(ID))
                .map(id -> new Resync(id, Lsn.parse((String) map.get(BEGUN)), (Boolean) map.get(DONE)));
    }
}
