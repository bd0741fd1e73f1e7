package io.pgtwin.testbed.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may differ between two servers.
 *
 * @param version major version, 10 to 18
 * @param database made at the start
 * @param settings lines of {@code postgresql.conf}; they win over the testbed's own
 */
public record PostgresOptions(String version, String database, Map<String, String> settings) {
    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public PostgresOptions withVersion(String other) {
        return new PostgresOptions(other, database, settings);
    }

    public PostgresOptions withDatabase(String other) {
        return new PostgresOptions(version, other, settings);
    }

    public PostgresOptions withSetting(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(name, value);
        return new PostgresOptions(version, database, all);
    }

    /**
     * As in production, except that nothing is forced to disk: what the testbed does to servers ends processes, never
     * the operating system, whose cache survives even {@code kill -9}; for the same reason no page can be half written.
     * Set {@code fsync} and {@code full_page_writes} to {@code on} where speed is measured.
     */
    public Map<String, String> effectiveSettings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("wal_level", "logical");
        all.put("max_wal_senders", "20");
        all.put("max_replication_slots", "20");
        all.put("max_worker_processes", "20");
        all.put("max_logical_replication_workers", "10");
        all.put("max_connections", "200");
        all.put("max_prepared_transactions", "10");
        all.put("fsync", "off");
        all.put("full_page_writes", "off");
        all.put("lc_messages", "C");
        all.put("log_line_prefix", "%m [%p] %u@%d ");
        all.putAll(settings);
        return all;
    }
}
