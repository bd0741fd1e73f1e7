package io.pgtwin.sink;

import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.sink.apply.ApplyCounts;
import io.pgtwin.sink.apply.BatchApplier;
import io.pgtwin.sink.apply.NotReadyException;
import io.pgtwin.sink.batch.Batch;

/**
 * Applies batches in a session: again if others were in the way, and without what has to wait, which is held back while
 * all else goes on. For the writer's thread.
 */
final class PatientApplier {
    private static final Logger LOG = LoggerFactory.getLogger(PatientApplier.class);
    private static final Duration PAUSE_AFTER_DEADLOCK = Duration.ofMillis(200);

    private final BatchApplier applier;
    private final HeldPartitions held;
    private final SinkMetrics metrics;
    private final Duration limit;
    private final StopSignal stop;

    /** @param limit how long others may be in the way */
    PatientApplier(WriterSession session, SinkMetrics metrics, Duration limit, StopSignal stop) {
        this.applier = session.applier();
        this.held = session.held();
        this.metrics = metrics;
        this.limit = limit;
        this.stop = stop;
    }

    /** @return what of the batch was applied */
    Batch apply(Batch batch) {
        if (batch.isWhole() || applier.isOpen()) {
            applyWhole(batch);
            return batch;
        }
        Batch ready = batch.without(held.waiting()); // what waits since an earlier batch has rows there that come first
        Batch rest = ready;
        while (!rest.isEmpty() && !isApplied(rest)) {
            rest = rest.without(held.waiting());
        }
        for (TopicPartition stuck : held.stuck(ready)) {
            rest = rest.with(beginning(ready.only(stuck)));
        }
        return rest;
    }

    /** Nothing of it can wait. */
    private void applyWhole(Batch batch) {
        try {
            apply(batch, Instant.now());
        } catch (NotReadyException e) {
            throw e.reason();
        }
    }

    /**
     * Rows of one table may wait for rows of another, some of which wait for rows further on in the first: both get on
     * if each is applied in part.
     *
     * @return what could be applied of the batch's first half, may be nothing
     */
    private Batch beginning(Batch batch) {
        for (int items = batch.items().size() / 2; items > 0; items /= 2) {
            Batch beginning = batch.first(items);
            try {
                apply(beginning, Instant.now());
                beginning.partitions().forEach(held::gotOn);
                return beginning;
            } catch (NotReadyException e) {
                LOG.debug("Not even the first {} of the rows that wait can be applied: {}", items, e.getMessage());
            }
        }
        return new Batch();
    }

    /** @return false if nothing was applied because some of it has to wait, which is held back now */
    private boolean isApplied(Batch batch) {
        try {
            apply(batch, Instant.now());
            held.applied(batch);
            return true;
        } catch (NotReadyException e) {
            held.hold(batch, e);
            return false;
        }
    }

    private void apply(Batch batch, Instant began) {
        ApplyCounts counts = applyInSpiteOfOthers(batch, began);
        metrics.applied(batch, counts, Duration.between(began, Instant.now()));
    }

    /**
     * A deadlock or the like is over when the transaction is rolled back, so the batch is simply applied again; unless
     * what earlier batches had applied of the same transaction went with it.
     */
    private ApplyCounts applyInSpiteOfOthers(Batch batch, Instant began) {
        boolean continues = applier.isOpen();
        while (true) {
            try {
                return applier.apply(batch);
            } catch (PgTwinException e) {
                boolean over = Duration.between(began, Instant.now()).compareTo(limit) >= 0;
                if (continues || e.kind() != FailureKind.CONCURRENT_UPDATE || over
                        || stop.await(PAUSE_AFTER_DEADLOCK)) {
                    throw e;
                }
                LOG.debug("A batch is applied again: {}", e.getMessage());
            }
        }
    }
}
