package io.pgtwin.source;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.structure.StructureInclude;

/**
 * Every option of the source connector once: name, type, default, what it may be, description; in the groups that
 * people see.
 */
final class SourceOptionDefinitions {
    private static final String SYNC = "Sync";
    private static final String TABLES = "Tables";
    private static final String REPLICATION = "Replication";
    private static final String COPY = "Full copy";
    private static final String QUEUE = "Queue";

    private SourceOptionDefinitions() {
    }

    static ConfigDef all() {
        ConfigDef all = ConnectionOptions.define(new ConfigDef(), "source");
        defineSync(all);
        defineTables(all);
        defineReplication(all);
        defineFullCopy(all);
        defineQueue(all);
        return all;
    }

    private static void defineSync(ConfigDef all) {
        all.define(SourceOptions.TOPIC_PREFIX, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, SourceOptionChecks::prefix,
                Importance.HIGH,
                        "First part of every topic's name; identifies the sync. Letters, digits, '.', '_' and '-'.",
                        SYNC, 1, Width.MEDIUM, "Topic prefix")
                .define(SourceOptions.SYNC_STEPS, Type.LIST, "structure,full,incremental",
                        LambdaValidator.with(SourceOptionChecks::steps,
                                () -> String.join(", ", SourceOptionChecks.STEPS)),
                        Importance.HIGH,
                        "Which steps this sync makes: structure (tables' definitions), full (the rows that exist),"
                                + " incremental (the changes from then on). Any non-empty subset. Without incremental,"
                                + " the connector idles when all is sent. What may be changed later is in the README.",
                        SYNC, 2, Width.MEDIUM, "Steps")
                .define(SourceOptions.DDL_MODE, Type.STRING, "fail", SourceOptionChecks::ddlMode, Importance.MEDIUM,
                        "What a change of a synced table's definition does during the sync: fail stops the task before"
                                + " the first row of the new shape.",
                        SYNC, 3, Width.SHORT, "Definition changes")
                .define(SourceOptions.TOMBSTONES_ON_DELETE, Type.BOOLEAN, false, Importance.LOW,
                        "Whether a delete is followed by a record with the same key and no value, for compacted"
                                + " topics.",
                        SYNC, 4, Width.SHORT, "Tombstones")
                .define(SourceOptions.HEARTBEAT_INTERVAL_MS, Type.LONG, 10_000L, Range.between(100, 3_600_000),
                        Importance.LOW,
                        "Milliseconds after which a heartbeat record is written if no other record moved the position."
                                + " It keeps the slot's confirmed position moving when the selected tables are idle.",
                        SYNC, 5, Width.SHORT, "Heartbeat interval (ms)")
                .define(SourceOptions.SEQUENCE_INTERVAL_MS, Type.LONG, 10_000L, Range.between(0, 3_600_000),
                        Importance.LOW,
                        "Milliseconds between two looks at the values of the tables' sequences; they are sent when"
                                + " they have moved, and at each start of the task, if sync.steps has structure. The"
                                + " target can take over at any time, at most that much late. Not at the end of the"
                                + " task, because Connect takes no records from a task that stops. 0: only at the end"
                                + " of the full copy and when the task starts.",
                        SYNC, 6, Width.SHORT, "Sequence interval (ms)")
                .define(SourceOptions.STRUCTURE_INCLUDE, Type.LIST, "",
                        LambdaValidator.with(SourceOptionChecks::includes,
                                () -> String.join(", ", StructureInclude.TEXTS)),
                        Importance.MEDIUM,
                        "What is carried over beside the tables and what they need: functions (procedures, too) and"
                                + " views of the tables' schemas, triggers, policies (with row level security) and"
                                + " grants of the tables. What is not named is reported instead. Bodies of functions"
                                + " are carried as they are, without name mapping.",
                        SYNC, 7, Width.MEDIUM, "Include in structure")
                .define(SourceOptions.TRANSACTION_WATERMARKS, Type.BOOLEAN, true, Importance.LOW,
                        "Whether topic <topic.prefix>.transaction tells which changes belong together: a sink with"
                                + " consistency=transaction needs that.",
                        SYNC, 8, Width.SHORT, "Watermarks of transactions");
    }

    private static void defineTables(ConfigDef all) {
        all.define(SourceOptions.SCHEMA_INCLUDE_LIST, Type.LIST, "", SourceOptionChecks::schemaPatterns,
                Importance.MEDIUM,
                        "Comma-separated regular expressions; tables take part if one matches the whole name of their"
                                + " schema, and table.include.list takes them as well. Empty: all schemas.",
                        TABLES, 1, Width.LONG, "Include schemas")
                .define(SourceOptions.SCHEMA_EXCLUDE_LIST, Type.LIST, "", SourceOptionChecks::schemaPatterns,
                        Importance.MEDIUM,
                        "Comma-separated regular expressions; tables do not take part if one matches the whole name of"
                                + " their schema, even if they are included.",
                        TABLES, 2, Width.LONG, "Exclude schemas")
                .define(SourceOptions.TABLE_INCLUDE_LIST, Type.LIST, "", SourceOptionChecks::tablePatterns,
                        Importance.HIGH,
                        "Comma-separated regular expressions; a table takes part if one matches its whole schema.table"
                                + " name. Empty: all user tables.",
                        TABLES, 3, Width.LONG, "Include tables")
                .define(SourceOptions.TABLE_EXCLUDE_LIST, Type.LIST, "", SourceOptionChecks::tablePatterns,
                        Importance.MEDIUM,
                        "Comma-separated regular expressions; a table does not take part if one matches its whole"
                                + " schema.table name, even if it is included.",
                        TABLES, 4, Width.LONG, "Exclude tables")
                .define(SourceOptions.COLUMN_EXCLUDE_LIST, Type.LIST, "", SourceOptionChecks::columnPatterns,
                        Importance.MEDIUM,
                        "Comma-separated regular expressions; a column is left out of the copy, the changes and the"
                                + " structure if one matches its whole schema.table.column name. Not for columns of a"
                                + " key or replica identity. The publication has all columns; the source connector"
                                + " leaves these out.",
                        TABLES, 5, Width.LONG, "Exclude columns")
                .define(SourceOptions.TABLE_NEW, Type.STRING, "ignore", ValidString.in("ignore", "fail"),
                        Importance.MEDIUM,
                        "What a table does that matches, but was made after the sync began, when the task is started"
                                + " again: ignore leaves it out and logs its name, fail fails the task.",
                        TABLES, 6, Width.SHORT, "New tables")
                .define(SourceOptions.TABLE_RESYNC_LIST, Type.LIST, "", SourceOptionChecks::tablePatterns,
                        Importance.MEDIUM,
                        "Comma-separated regular expressions; tables of a running sync whose whole schema.table name"
                                + " one matches are copied once more when the task starts: the target's table is"
                                + " emptied, and its rows come again under a new snapshot; changes of all tables wait"
                                + " until they are read. Also brings tables back that the publication had lost. The"
                                + " mend where rows may be missing; see table.resync.id.",
                        TABLES, 7, Width.LONG, "Copy tables again")
                .define(SourceOptions.TABLE_RESYNC_ID, Type.STRING, "1", Importance.MEDIUM,
                        "Any text. What table.resync.list asks for is done once for each id: a restart does not do it"
                                + " again, another id does.",
                        TABLES, 8, Width.SHORT, "Copy again: id")
                .define(SourceOptions.PUBLISH_VIA_PARTITION_ROOT, Type.BOOLEAN, true, Importance.MEDIUM,
                        "Whether a partitioned table is one table to the sync, so that the target may be partitioned"
                                + " in another way or not at all. false: each partition is a table of its own, as"
                                + " always before PostgreSQL 13; needed if single partitions are truncated.",
                        TABLES, 9, Width.SHORT, "Partitioned tables as one");
    }

    private static void defineReplication(ConfigDef all) {
        all.define(SourceOptions.SLOT_NAME, Type.STRING, "", SourceOptionChecks::slotName, Importance.MEDIUM,
                        "Logical replication slot; created if absent. Lower-case letters, digits and '_', at most 63."
                                + " Empty: pgtwin_<topic.prefix> made a legal name.",
                        REPLICATION, 1, Width.MEDIUM, "Slot")
                .define(SourceOptions.SLOT_DROP_ON_STOP, Type.BOOLEAN, false, Importance.LOW,
                        "Whether the slot is dropped when the task stops. The sync cannot go on after that; for tests"
                                + " and one-time copies.",
                        REPLICATION, 2, Width.SHORT, "Drop slot on stop")
                .define(SourceOptions.PUBLICATION_NAME, Type.STRING, "", SourceOptionChecks::publicationName,
                        Importance.MEDIUM,
                        "Publication; see publication.autocreate. Empty: pgtwin_<topic.prefix> made a legal name.",
                        REPLICATION, 3, Width.MEDIUM, "Publication")
                .define(SourceOptions.PUBLICATION_AUTOCREATE, Type.STRING, "filtered",
                        ValidString.in("filtered", "disabled"),
                        Importance.MEDIUM,
                        "filtered: pgtwin makes the publication with just the selected tables, which the account must"
                                + " own. disabled: it must exist and hold them.",
                        REPLICATION, 4, Width.SHORT, "Create publication")
                .define(SourceOptions.STATUS_INTERVAL_MS, Type.LONG, 5_000L, Range.between(100, 60_000), Importance.LOW,
                        "Milliseconds between two reports of the confirmed position to the server. Must be well below"
                                + " the server's wal_sender_timeout.",
                        REPLICATION, 5, Width.SHORT, "Status interval (ms)")
                .define(SourceOptions.SLOT_FAILOVER, Type.BOOLEAN, true, Importance.MEDIUM,
                        "Whether the slot is made so that standbys with sync_replication_slots=on take it along: from"
                                + " PostgreSQL 17 on. With all hosts in connection.url the sync then follows a"
                                + " promotion.",
                        REPLICATION, 6, Width.SHORT, "Failover slot")
                .define(SourceOptions.SLOT_RETAINED_WARN_BYTES, Type.LONG, 10L << 30, Range.between(0, Long.MAX_VALUE),
                        Importance.LOW,
                        "How many bytes of WAL the server may keep because of the slot before the log warns of it. 0:"
                                + " no warning.",
                        REPLICATION, 7, Width.SHORT, "Warn of kept WAL (bytes)")
                .define(SourceOptions.SLOT_RETAINED_MAX_BYTES, Type.LONG, 0L, Range.between(0, Long.MAX_VALUE),
                        Importance.MEDIUM,
                        "How many bytes of WAL the server may keep because of the slot before the task drops the slot"
                                + " and fails, rather than let the server's disk fill; the sync must begin again then."
                                + " Only while the task runs: the server's max_slot_wal_keep_size protects always. 0:"
                                + " no limit.",
                        REPLICATION, 8, Width.SHORT, "Most kept WAL (bytes)");
    }

    private static void defineFullCopy(ConfigDef all) {
        all.define(SourceOptions.SNAPSHOT_THREADS, Type.INT, 4, Range.between(1, 64), Importance.MEDIUM,
                        "Parallel readers of the full step; each uses one connection.",
                        COPY, 1, Width.SHORT, "Copy threads")
                .define(SourceOptions.SNAPSHOT_FORMAT, Type.STRING, "rows", ValidString.in("rows", "blocks"),
                        Importance.LOW,
                        "rows: one record per row, readable by every consumer. blocks: one record carries many rows as"
                                + " COPY data (binary where all types of a table are built in, text otherwise), which"
                                + " only pgtwin's sink reads; much faster. With blocks, each table's records are all"
                                + " in the first partition of its topic, so that no change overtakes its row; do not"
                                + " change this option during a sync.",
                        COPY, 2, Width.SHORT, "Copy format")
                .define(SourceOptions.SNAPSHOT_BLOCK_BYTES, Type.INT, 262_144, Range.between(1_024, 67_108_864),
                        Importance.LOW,
                        "With snapshot.format=blocks: how large a block is at most, before compression. A row that is"
                                + " larger is a block of its own.",
                        COPY, 3, Width.SHORT, "Block size (bytes)")
                .define(SourceOptions.SNAPSHOT_SLICE_BYTES, Type.LONG, 33_554_432L,
                        Range.between(65_536, 1L << 40), Importance.LOW,
                        "How much of a table's file a reader copies at a time, from PostgreSQL 14 on; before, it is a"
                                + " whole table or partition. What is finished of this is not read again after an"
                                + " interruption.",
                        COPY, 4, Width.SHORT, "Slice size (bytes)");
    }

    private static void defineQueue(ConfigDef all) {
        all.define(SourceOptions.QUEUE_MAX_ROWS, Type.INT, 20_000, Range.between(100, 10_000_000), Importance.LOW,
                        "How many rows and changes may wait between the database and Kafka.",
                        QUEUE, 1, Width.SHORT, "Queue size (rows)")
                .define(SourceOptions.QUEUE_MAX_BYTES, Type.LONG, 33_554_432L,
                        Range.between(65_536, 1L << 40), Importance.LOW,
                        "How many bytes of rows and changes may wait between the database and Kafka. A single larger"
                                + " row passes alone.",
                        QUEUE, 2, Width.SHORT, "Queue size (bytes)")
                .define(SourceOptions.TRANSACTION_MAX_RECORDS, Type.INT, 10_000, Range.between(1, 10_000_000),
                        Importance.LOW,
                        "With transaction.boundary=connector on a worker with exactly-once support: one commit of the"
                                + " source is one transaction of Kafka, but a larger one is cut after so many records.",
                        QUEUE, 3, Width.SHORT, "Records per Kafka transaction");
    }
}
