package io.pgtwin.testbed.quickstart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.pgtwin.testbed.sql.Database;

/** What the sink has written about itself into schema {@code pgtwin} of the target. Nothing before it has started. */
record TargetProgress(Database source, Database target, String sink) {
    /** In no order; tables that the sink has not heard of are not among them. */
    List<TableProgress> tables() {
        if (!exists()) {
            return List.of();
        }
        return target.rows(SqlResource.read("tables-progress.sql"), sink).stream()
                .map(row -> new TableProgress(row.get(0), Long.parseLong(row.get(1)), Long.parseLong(row.get(2)),
                        row.get(3).equals("t")))
                .toList();
    }

    Optional<ChangesProgress> changes() {
        if (!exists()) {
            return Optional.empty();
        }
        List<String> row = target.rows(SqlResource.read("changes-progress.sql"), sink, sink).get(0);
        if (row.get(1) == null) {
            return Optional.empty();
        }
        OptionalLong lagMs = row.get(2) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(row.get(2)));
        long lagBytes = source.number("SELECT greatest(pg_current_wal_lsn() - ?::pg_lsn, 0)::bigint", row.get(1));
        return Optional.of(new ChangesProgress(Long.parseLong(row.get(0)), lagMs, lagBytes));
    }

    /** The next Kafka offset to apply, by topic; topics have one partition each. */
    Map<String, Long> nextOffsets() {
        Map<String, Long> offsets = new HashMap<>();
        target.rows("SELECT topic, next_offset FROM pgtwin.progress WHERE sink = ?", sink)
                .forEach(row -> offsets.put(row.get(0), Long.valueOf(row.get(1))));
        return offsets;
    }

    private boolean exists() {
        return target.value("SELECT to_regclass('pgtwin.status') IS NOT NULL").equals("t");
    }
}
