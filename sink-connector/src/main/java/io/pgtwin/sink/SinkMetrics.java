package io.pgtwin.sink;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.metrics.NumbersBean;
import io.pgtwin.sink.apply.ApplyCounts;
import io.pgtwin.sink.batch.Batch;

/** What a task has done, as a JMX bean. Written by the writer thread, read by any. */
final class SinkMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(SinkMetrics.class);

    private final AtomicLong rowsApplied = new AtomicLong();
    private final AtomicLong rowsSkippedResent = new AtomicLong();
    private final AtomicLong conflicts = new AtomicLong();
    private final AtomicLong deletesOfMissingRows = new AtomicLong();
    private final AtomicLong updatesSkipped = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong applyMillis = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong lagTransactions = new AtomicLong();
    private final String name;

    /** @param connector the connector's name */
    SinkMetrics(String connector, String task) {
        this.name = "pgtwin:type=sink,connector=" + ObjectName.quote(connector) + ",task=" + ObjectName.quote(task);
    }

    void register() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new NumbersBean(numbers()), new ObjectName(name));
        } catch (JMException e) {
            LOG.warn("The metrics of {} cannot be registered", name, e);
        }
    }

    void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(name));
        } catch (JMException e) {
            LOG.debug("The metrics of {} were not registered", name, e);
        }
    }

    private Map<String, LongSupplier> numbers() {
        Map<String, LongSupplier> numbers = new LinkedHashMap<>();
        numbers.put("rows_applied_total", rowsApplied::get);
        numbers.put("rows_skipped_resent_total", rowsSkippedResent::get);
        numbers.put("conflicts_total", conflicts::get);
        numbers.put("deletes_of_missing_rows_total", deletesOfMissingRows::get);
        numbers.put("updates_skipped_total", updatesSkipped::get);
        numbers.put("batches_total", batches::get);
        numbers.put("apply_ms", applyMillis::get);
        numbers.put("lag_ms", lagMillis::get);
        numbers.put("lag_transactions", lagTransactions::get);
        return numbers;
    }

    /** @param transactions how many of the source are told of by watermarks, and are not committed in the target */
    void waiting(long transactions) {
        lagTransactions.set(transactions);
    }

    void applied(Batch batch, ApplyCounts counts, Duration duration) {
        rowsApplied.addAndGet(counts.rows());
        rowsSkippedResent.addAndGet(batch.resent());
        conflicts.addAndGet(counts.conflicts());
        deletesOfMissingRows.addAndGet(counts.deletesOfMissingRows());
        updatesSkipped.addAndGet(counts.updatesSkipped());
        batches.incrementAndGet();
        applyMillis.set(duration.toMillis());
        batch.newestMillis().ifPresent(newest -> lagMillis.set(Math.max(0, System.currentTimeMillis() - newest)));
    }
}
