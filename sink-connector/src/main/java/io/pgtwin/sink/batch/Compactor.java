package io.pgtwin.sink.batch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.pgtwin.common.model.RowKey;
import io.pgtwin.common.model.TableDefinition;

/** Reduces a run of changes of one table to one net change per key, in the order in which the keys first appear. */
public final class Compactor {
    private final TableDefinition table;
    private final Map<RowKey, NetChange> byKey = new LinkedHashMap<>();
    private boolean consistent = true;

    /** @param table must have a key */
    public Compactor(TableDefinition table) {
        this.table = table;
    }

    public void add(SinkEvent event) {
        RowKey key = table.keyOf(event.change().keyImage().orElseThrow());
        NetChange known = byKey.get(key);
        if (known == null) {
            byKey.put(key, NetChange.first(event));
            return;
        }
        consistent &= known.then(event);
    }

    /** Whether every event agrees with those before it; if not, the net changes mean nothing. */
    public boolean isConsistent() {
        return consistent;
    }

    public Collection<NetChange> netChanges() {
        return byKey.values();
    }
}
