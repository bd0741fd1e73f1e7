package io.pgtwin.source;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.source.offset.StoredOffsets;
import io.pgtwin.source.offset.TableOffset;
import io.pgtwin.source.offset.TableOffset.State;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.Produced.Barrier;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Takes tables out of the sync before their copy begins: from then on changes of them are left out, and the sink
 * empties them. Whatever interrupts that, they come back with a whole copy only.
 */
final class Leaving {
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(300);

    private final EventQueue queue;
    private final StoredOffsets stored;
    private final StopSignal stop;

    Leaving(EventQueue queue, StoredOffsets stored, StopSignal stop) {
        this.queue = queue;
        this.stored = stored;
        this.stop = stop;
    }

    /**
     * Returns when Connect has stored it, which it does every {@code offset.flush.interval.ms}.
     *
     * @param upTo where the sync stands
     * @throws CancellationException if the task stops
     */
    void leave(Collection<TableId> tables, Lsn upTo) {
        if (haveLeft(tables)) {
            return;
        }
        Heartbeat told = new Heartbeat(System.currentTimeMillis(), upTo);
        tables.forEach(table -> queue.put(new Notice(told, TableOffset.left(table))));
        queue.put(new Barrier()); // with transactions of Kafka, the one that stores it ends here
        LOG.info("Waiting until Connect has stored that the copy of {} is due", tables);
        while (!haveLeft(tables)) {
            if (stop.await(LOOK_INTERVAL)) {
                throw new CancellationException("the task stops");
            }
        }
    }

    private boolean haveLeft(Collection<TableId> tables) {
        Map<TableId, TableOffset> offsets = stored.tables(tables);
        return tables.stream().allMatch(table -> offsets.containsKey(table)
                && offsets.get(table).state() == State.LEFT);
    }
}
