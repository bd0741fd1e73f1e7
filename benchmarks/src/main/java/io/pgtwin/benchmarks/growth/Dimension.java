package io.pgtwin.benchmarks.growth;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.pgtwin.benchmarks.systems.Contestants;
import io.pgtwin.benchmarks.systems.PgTwin;

/** What grows. Except for the number of rows, the amount of data stays the same. */
enum Dimension {
    ROWS("One table with 10 columns besides the key: 200 bytes of values in each row.",
            1_000_000L, 3_000_000L, 10_000_000L, 30_000_000L) {
        @Override
        Shape shape(long value, long bytes) {
            return new Shape(1, value, COLUMN_COUNT, COLUMN_BYTES);
        }
    },
    COLUMNS("One table with that many columns besides the key.",
            3L, 10L, 30L, 100L, 300L) {
        @Override
        Shape shape(long value, long bytes) {
            return new Shape(1, bytes / value / COLUMN_BYTES, value, COLUMN_BYTES);
        }
    },
    ROW_BYTES("One table with one column of that many bytes besides the key.",
            50L, 500L, 5_000L, 50_000L, 500_000L, 1_000_000L) {
        @Override
        Shape shape(long value, long bytes) {
            return new Shape(1, Math.max(1, bytes / value), 1, value);
        }
    },
    TABLES("That many tables of equal size, with 10 columns besides the key. Connect makes the topic of each before"
            + " its first record, one after the other.",
            1L, 10L, 100L, 500L, 2_000L) {
        @Override
        Shape shape(long value, long bytes) {
            long rows = Math.max(1, bytes / value / COLUMN_COUNT / COLUMN_BYTES);
            return new Shape(value, rows, COLUMN_COUNT, COLUMN_BYTES);
        }
    },
    SINK_TASKS("Eight tables, `consistency=table` and that many tasks of the sink.",
            1L, 2L, 4L, 8L) {
        @Override
        PgTwin pair(long value) {
            return Contestants.PGTWIN.with(Map.of(),
                    Map.of("tasks.max", String.valueOf(value), "consistency", "table"));
        }
    },
    SNAPSHOT_THREADS("Eight tables and that many sessions that read the source.",
            1L, 2L, 4L, 8L) {
        @Override
        PgTwin pair(long value) {
            return Contestants.PGTWIN.with(Map.of("snapshot.threads", String.valueOf(value)), Map.of());
        }
    },
    PARTITIONS("Eight tables and that many partitions for each topic.",
            1L, 2L, 4L, 8L) {
        @Override
        PgTwin pair(long value) {
            String option = "topic.creation.default.partitions";
            return Contestants.PGTWIN.with(Map.of(option, String.valueOf(value)), Map.of());
        }
    };

    private static final long COLUMN_COUNT = 10;
    private static final long COLUMN_BYTES = 20;
    private static final long TABLE_COUNT = 8;

    private final String description;
    private final List<Long> usualValues;

    Dimension(String description, Long... values) {
        this.description = description;
        usualValues = List.of(values);
    }

    /** What is measured, as a sentence. */
    String description() {
        return description;
    }

    /** As far as the documented limits. */
    List<Long> usualValues() {
        return usualValues;
    }

    /** @param bytes of all values together */
    Shape shape(long value, long bytes) {
        return new Shape(TABLE_COUNT, bytes / TABLE_COUNT / COLUMN_COUNT / COLUMN_BYTES, COLUMN_COUNT, COLUMN_BYTES);
    }

    PgTwin pair(long value) {
        return Contestants.PGTWIN;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
