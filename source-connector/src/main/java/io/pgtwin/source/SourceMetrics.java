package io.pgtwin.source;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.metrics.NumbersBean;
import io.pgtwin.source.snapshot.CopyCounts;

/** What a task has done, as a JMX bean. */
final class SourceMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(SourceMetrics.class);

    private final Map<String, LongSupplier> numbers = new LinkedHashMap<>();
    private final String name;

    /** @param connector the connector's name */
    SourceMetrics(String connector, CopyCounts copy) {
        this.name = "pgtwin:type=source,connector=" + ObjectName.quote(connector);
        numbers.put("snapshot_slices", copy::total);
        numbers.put("snapshot_slices_done", copy::done);
        numbers.put("snapshot_slices_kept", copy::kept);
        numbers.put("snapshot_slices_reread", copy::reread);
    }

    void register() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new NumbersBean(numbers), new ObjectName(name));
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
}
