package io.pgtwin.source;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.metrics.NumbersBean;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.queue.EventQueue;
import io.pgtwin.source.queue.SourceCounts;
import io.pgtwin.source.queue.TableCounts;
import io.pgtwin.source.snapshot.CopyCounts;

/** What a task has done, as a JMX bean, and as one more for each table. Any thread may add a table. */
final class SourceMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(SourceMetrics.class);

    private final String name;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    /** @param connector the connector's name */
    SourceMetrics(String connector) {
        this.name = "pgtwin:type=source,connector=" + ObjectName.quote(connector);
    }

    void register(SourceCounts counts, CopyCounts copy, EventQueue queue) {
        Map<String, LongSupplier> numbers = new LinkedHashMap<>();
        numbers.put("snapshot_rows_total", () -> counts.sum(TableCounts::rowsCopied));
        numbers.put("snapshot_rows_estimated", () -> counts.sum(TableCounts::rowsEstimated));
        numbers.put("snapshot_slices", copy::total);
        numbers.put("snapshot_slices_done", () -> counts.sum(TableCounts::slicesDone));
        numbers.put("snapshot_slices_kept", copy::kept);
        numbers.put("snapshot_slices_reread", () -> counts.sum(TableCounts::slicesReread));
        numbers.put("events_total", () -> counts.sum(TableCounts::events));
        numbers.put("lag_bytes", counts::lagBytes);
        numbers.put("lag_ms", counts::lagMillis);
        numbers.put("retained_wal_bytes", counts::retainedBytes);
        numbers.put("queue_rows", queue::rows);
        numbers.put("queue_bytes", queue::bytes);
        register(name, numbers);
    }

    /** With what is known of single tables. */
    void register(TableId table, TableCounts counts) {
        register(name + ",table=" + ObjectName.quote(table.toString()), Map.of(
                "snapshot_rows_total", counts::rowsCopied,
                "snapshot_rows_estimated", counts::rowsEstimated,
                "snapshot_slices_done", counts::slicesDone,
                "snapshot_slices_reread", counts::slicesReread,
                "events_total", counts::events));
    }

    private void register(String bean, Map<String, LongSupplier> numbers) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new NumbersBean(numbers), new ObjectName(bean));
            registered.add(bean);
        } catch (JMException e) {
            LOG.warn("The metrics of {} cannot be registered", bean, e);
        }
    }

    void unregister() {
        for (String bean : registered) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(bean));
            } catch (JMException e) {
                LOG.debug("The metrics of {} were not registered", bean, e);
            }
        }
    }
}
