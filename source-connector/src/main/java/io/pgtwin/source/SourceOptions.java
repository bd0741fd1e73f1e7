package io.pgtwin.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.NamePatterns;
import io.pgtwin.source.catalog.TableSelection;
import io.pgtwin.source.offset.SyncStep;

/** The source connector's options, each defined once, with accessors of domain types. */
public final class SourceOptions {
    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String SYNC_STEPS = "sync.steps";
    public static final String SCHEMA_INCLUDE_LIST = TableSelection.SCHEMA_INCLUDE;
    public static final String SCHEMA_EXCLUDE_LIST = TableSelection.SCHEMA_EXCLUDE;
    public static final String TABLE_INCLUDE_LIST = TableSelection.TABLE_INCLUDE;
    public static final String TABLE_EXCLUDE_LIST = TableSelection.TABLE_EXCLUDE;
    public static final String COLUMN_EXCLUDE_LIST = TableSelection.COLUMN_EXCLUDE;
    public static final String TABLE_NEW = "table.new";
    public static final String SEQUENCE_INTERVAL_MS = "sequence.interval.ms";
    public static final String SLOT_NAME = "slot.name";
    public static final String SLOT_DROP_ON_STOP = "slot.drop.on.stop";
    public static final String PUBLICATION_NAME = "publication.name";
    public static final String PUBLICATION_AUTOCREATE = "publication.autocreate";
    public static final String SNAPSHOT_THREADS = "snapshot.threads";
    public static final String SNAPSHOT_FORMAT = "snapshot.format";
    public static final String SNAPSHOT_BLOCK_BYTES = "snapshot.block.bytes";
    public static final String DDL_MODE = "ddl.mode";
    public static final String TOMBSTONES_ON_DELETE = "tombstones.on.delete";
    public static final String TRANSACTION_WATERMARKS = "transaction.watermarks";
    public static final String HEARTBEAT_INTERVAL_MS = "heartbeat.interval.ms";
    public static final String PUBLISH_VIA_PARTITION_ROOT = "publish.via.partition.root";
    public static final String STATUS_INTERVAL_MS = "status.interval.ms";
    public static final String QUEUE_MAX_ROWS = "queue.max.rows";
    public static final String QUEUE_MAX_BYTES = "queue.max.bytes";

    private static final int MAX_NAME_BYTES = 63;
    private static final Pattern LEGAL_SLOT_NAME = Pattern.compile("[a-z0-9_]{1,63}");

    private static final List<String> STEPS = Stream.of(SyncStep.values()).map(SyncStep::text).toList();

    private static final String SYNC = "Sync";
    private static final String TABLES = "Tables";
    private static final String REPLICATION = "Replication";
    private static final String COPY = "Full copy";
    private static final String QUEUE = "Queue";

    private final AbstractConfig config;

    /** @throws ConfigException if an option is missing, malformed or contradicts another */
    public SourceOptions(Map<String, String> properties) {
        this.config = new AbstractConfig(definition(), properties, false);
        contradictions().forEach((option, message) -> {
            throw new ConfigException(option, config.values().get(option), message);
        });
    }

    private SourceOptions(AbstractConfig config) {
        this.config = config;
    }

    /** Options that are right by themselves but not together. @return messages by the option that causes them */
    static Map<String, String> contradictions(Map<String, String> properties) {
        return new SourceOptions(new AbstractConfig(definition(), properties, false)).contradictions();
    }

    private Map<String, String> contradictions() {
        if (!config.getBoolean(SLOT_DROP_ON_STOP) || steps().contains(SyncStep.INCREMENTAL)) {
            return Map.of();
        }
        return Map.of(SLOT_DROP_ON_STOP,
                "there is no slot to drop, because sync.steps has no incremental step; expected false");
    }

    public static ConfigDef definition() {
        return ConnectionOptions.define(new ConfigDef(), "source")
                .define(TOPIC_PREFIX, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, SourceOptions::checkPrefix, Importance.HIGH,
                        "First part of every topic's name; identifies the sync. Letters, digits, '.', '_' and '-'.",
                        SYNC, 1, Width.MEDIUM, "Topic prefix")
                .define(SYNC_STEPS, Type.LIST, "structure,full,incremental",
                        LambdaValidator.with(SourceOptions::checkSteps, () -> String.join(", ", STEPS)),
                        Importance.HIGH,
                        "Which steps this sync makes: structure (tables' definitions), full (the rows that exist),"
                                + " incremental (the changes from then on). Any non-empty subset. Without incremental, the"
                                + " connector idles when all is sent. What may be changed later is in the README.",
                        SYNC, 2, Width.MEDIUM, "Steps")
                .define(DDL_MODE, Type.STRING, "fail", SourceOptions::checkDdlMode, Importance.MEDIUM,
                        "What a change of a synced table's definition does during the sync: fail stops the task before the"
                                + " first row of the new shape.",
                        SYNC, 3, Width.SHORT, "Definition changes")
                .define(TOMBSTONES_ON_DELETE, Type.BOOLEAN, false, Importance.LOW,
                        "Whether a delete is followed by a record with the same key and no value, for compacted topics.",
                        SYNC, 4, Width.SHORT, "Tombstones")
                .define(HEARTBEAT_INTERVAL_MS, Type.LONG, 10_000L, Range.between(100, 3_600_000), Importance.LOW,
                        "Milliseconds after which a heartbeat record is written if no other record moved the position. It keeps"
                                + " the slot's confirmed position moving when the selected tables are idle.",
                        SYNC, 5, Width.SHORT, "Heartbeat interval (ms)")
                .define(SEQUENCE_INTERVAL_MS, Type.LONG, 10_000L, Range.between(0, 3_600_000), Importance.LOW,
                        "Milliseconds between two looks at the values of the tables' sequences; they are sent when they have moved, and"
                                + " at each start of the task, if sync.steps has structure. The target can take over at any time,"
                                + " at most that much late. Not at the end of the task, because Connect takes no records from a task"
                                + " that stops. 0: only at the end of the full copy and when the task starts.",
                        SYNC, 6, Width.SHORT, "Sequence interval (ms)")
                .define(TRANSACTION_WATERMARKS, Type.BOOLEAN, true, Importance.LOW,
                        "Whether topic <topic.prefix>.transaction tells which changes belong together: a sink with"
                                + " consistency=transaction needs that. Without it, a restart sends fewer changes again.",
                        SYNC, 7, Width.SHORT, "Watermarks of transactions")
                .define(SCHEMA_INCLUDE_LIST, Type.LIST, "", SourceOptions::checkSchemaPatterns, Importance.MEDIUM,
                        "Comma-separated regular expressions; tables take part if one matches the whole name of their schema, and"
                                + " table.include.list takes them as well. Empty: all schemas.",
                        TABLES, 1, Width.LONG, "Include schemas")
                .define(SCHEMA_EXCLUDE_LIST, Type.LIST, "", SourceOptions::checkSchemaPatterns, Importance.MEDIUM,
                        "Comma-separated regular expressions; tables do not take part if one matches the whole name of their"
                                + " schema, even if they are included.",
                        TABLES, 2, Width.LONG, "Exclude schemas")
                .define(TABLE_INCLUDE_LIST, Type.LIST, "", SourceOptions::checkTablePatterns, Importance.HIGH,
                        "Comma-separated regular expressions; a table takes part if one matches its whole schema.table name."
                                + " Empty: all user tables.",
                        TABLES, 3, Width.LONG, "Include tables")
                .define(TABLE_EXCLUDE_LIST, Type.LIST, "", SourceOptions::checkTablePatterns, Importance.MEDIUM,
                        "Comma-separated regular expressions; a table does not take part if one matches its whole"
                                + " schema.table name, even if it is included.",
                        TABLES, 4, Width.LONG, "Exclude tables")
                .define(COLUMN_EXCLUDE_LIST, Type.LIST, "", SourceOptions::checkColumnPatterns, Importance.MEDIUM,
                        "Comma-separated regular expressions; a column is left out of the copy, the changes and the structure if one"
                                + " matches its whole schema.table.column name. Not for columns of a key or replica identity. The"
                                + " publication has all columns; the source connector leaves these out.",
                        TABLES, 5, Width.LONG, "Exclude columns")
                .define(TABLE_NEW, Type.STRING, "ignore", ValidString.in("ignore", "fail"), Importance.MEDIUM,
                        "What a table does that matches, but was made after the sync began, when the task is started again: ignore"
                                + " leaves it out and logs its name, fail fails the task.",
                        TABLES, 6, Width.SHORT, "New tables")
                .define(PUBLISH_VIA_PARTITION_ROOT, Type.BOOLEAN, true, Importance.MEDIUM,
                        "Whether a partitioned table is one table to the sync, so that the target may be partitioned in another"
                                + " way or not at all. false: each partition is a table of its own, as always before"
                                + " PostgreSQL 13; needed if single partitions are truncated.",
                        TABLES, 7, Width.SHORT, "Partitioned tables as one")
                .define(SLOT_NAME, Type.STRING, "", SourceOptions::checkSlotName, Importance.MEDIUM,
                        "Logical replication slot; created if absent. Lower-case letters, digits and '_', at most 63. Empty:"
                                + " pgtwin_<topic.prefix> made a legal name.",
                        REPLICATION, 1, Width.MEDIUM, "Slot")
                .define(SLOT_DROP_ON_STOP, Type.BOOLEAN, false, Importance.LOW,
                        "Whether the slot is dropped when the task stops. The sync cannot go on after that; for tests and"
                                + " one-time copies.",
                        REPLICATION, 2, Width.SHORT, "Drop slot on stop")
                .define(PUBLICATION_NAME, Type.STRING, "", SourceOptions::checkPublicationName, Importance.MEDIUM,
                        "Publication; see publication.autocreate. Empty: pgtwin_<topic.prefix> made a legal name.",
                        REPLICATION, 3, Width.MEDIUM, "Publication")
                .define(PUBLICATION_AUTOCREATE, Type.STRING, "filtered", ValidString.in("filtered", "disabled"),
                        Importance.MEDIUM,
                        "filtered: pgtwin makes the publication with just the selected tables, which the account must own."
                                + " disabled: it must exist and hold them.",
                        REPLICATION, 4, Width.SHORT, "Create publication")
                .define(STATUS_INTERVAL_MS, Type.LONG, 5_000L, Range.between(100, 60_000), Importance.LOW,
                        "Milliseconds between two reports of the confirmed position to the server. Must be well below the"
                                + " server's wal_sender_timeout.",
                        REPLICATION, 5, Width.SHORT, "Status interval (ms)")
                .define(SNAPSHOT_THREADS, Type.INT, 4, Range.between(1, 64), Importance.MEDIUM,
                        "Parallel readers of the full step; each uses one connection.",
                        COPY, 1, Width.SHORT, "Copy threads")
                .define(SNAPSHOT_FORMAT, Type.STRING, "rows", ValidString.in("rows", "blocks"), Importance.LOW,
                        "rows: one record per row, readable by every consumer. blocks: one record carries many rows as COPY"
                                + " data, which only pgtwin's sink reads; much faster. With blocks, each table's records"
                                + " are all in the first partition of its topic, so that no change overtakes its row; do not"
                                + " change this option during a sync.",
                        COPY, 2, Width.SHORT, "Copy format")
                .define(SNAPSHOT_BLOCK_BYTES, Type.INT, 262_144, Range.between(1_024, 67_108_864), Importance.LOW,
                        "With snapshot.format=blocks: how large a block is at most, before compression. A row that is"
                                + " larger is a block of its own.",
                        COPY, 3, Width.SHORT, "Block size (bytes)")
                .define(QUEUE_MAX_ROWS, Type.INT, 20_000, Range.between(100, 10_000_000), Importance.LOW,
                        "How many rows and changes may wait between the database and Kafka.",
                        QUEUE, 1, Width.SHORT, "Queue size (rows)")
                .define(QUEUE_MAX_BYTES, Type.LONG, 33_554_432L, Range.between(65_536, 1L << 40), Importance.LOW,
                        "How many bytes of rows and changes may wait between the database and Kafka. A single larger row"
                                + " passes alone.",
                        QUEUE, 2, Width.SHORT, "Queue size (bytes)");
    }

    /** Everything in the connector's configuration, also what is meant for the worker. */
    Map<String, String> all() {
        return config.originalsStrings();
    }

    public ConnectionOptions connection() {
        return new ConnectionOptions(config);
    }

    public String topicPrefix() {
        return config.getString(TOPIC_PREFIX);
    }

    public Set<SyncStep> steps() {
        return config.getList(SYNC_STEPS).stream().map(SyncStep::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    public TableSelection tables() {
        return new TableSelection(new NamePatterns(patterns(SCHEMA_INCLUDE_LIST), patterns(SCHEMA_EXCLUDE_LIST)),
                new NamePatterns(patterns(TABLE_INCLUDE_LIST), patterns(TABLE_EXCLUDE_LIST)), patterns(COLUMN_EXCLUDE_LIST),
                config.getBoolean(PUBLISH_VIA_PARTITION_ROOT));
    }

    /** Whether a table that was made after the sync began is a failure. */
    public boolean refusesNewTables() {
        return config.getString(TABLE_NEW).equals("fail");
    }

    /** Zero: sequences are looked at only at certain moments. */
    public Duration sequenceInterval() {
        return Duration.ofMillis(config.getLong(SEQUENCE_INTERVAL_MS));
    }

    private List<Pattern> patterns(String option) {
        return config.getList(option).stream().map(Pattern::compile).toList();
    }

    public String slotName() {
        String name = config.getString(SLOT_NAME);
        return name.isEmpty() ? legalName(topicPrefix()) : name;
    }

    public String publicationName() {
        String name = config.getString(PUBLICATION_NAME);
        return name.isEmpty() ? legalName(topicPrefix()) : name;
    }

    /** {@code pgtwin_<prefix>} with what a slot's name may hold: lower-case letters, digits and underscores, at most 63. */
    static String legalName(String prefix) {
        String name = "pgtwin_" + prefix.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return name.substring(0, Math.min(name.length(), MAX_NAME_BYTES));
    }

    public boolean createsPublication() {
        return config.getString(PUBLICATION_AUTOCREATE).equals("filtered");
    }

    public boolean dropsSlotOnStop() {
        return config.getBoolean(SLOT_DROP_ON_STOP);
    }

    public boolean writesTombstones() {
        return config.getBoolean(TOMBSTONES_ON_DELETE);
    }

    public boolean writesWatermarks() {
        return config.getBoolean(TRANSACTION_WATERMARKS);
    }

    public int snapshotThreads() {
        return config.getInt(SNAPSHOT_THREADS);
    }

    /** Whether the full copy's rows are put into records by the block. */
    public boolean copiesBlocks() {
        return config.getString(SNAPSHOT_FORMAT).equals("blocks") && steps().contains(SyncStep.FULL);
    }

    public int blockBytes() {
        return config.getInt(SNAPSHOT_BLOCK_BYTES);
    }

    public Duration heartbeatInterval() {
        return Duration.ofMillis(config.getLong(HEARTBEAT_INTERVAL_MS));
    }

    public Duration statusInterval() {
        return Duration.ofMillis(config.getLong(STATUS_INTERVAL_MS));
    }

    public int queueMaxRows() {
        return config.getInt(QUEUE_MAX_ROWS);
    }

    public long queueMaxBytes() {
        return config.getLong(QUEUE_MAX_BYTES);
    }

    private static void checkPrefix(String option, Object value) {
        if (!TopicNames.isLegal(String.valueOf(value))) {
            throw new ConfigException(option, value, "expected letters, digits, '.', '_' and '-'");
        }
    }

    private static void checkSlotName(String option, Object value) {
        String name = String.valueOf(value);
        if (!name.isEmpty() && !LEGAL_SLOT_NAME.matcher(name).matches()) {
            throw new ConfigException(option, value, "expected 1 to 63 lower-case letters, digits and '_'");
        }
    }

    private static void checkPublicationName(String option, Object value) {
        if (String.valueOf(value).getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new ConfigException(option, value, "expected at most " + MAX_NAME_BYTES + " bytes");
        }
    }

    private static void checkPatterns(String option, Object value, String names) {
        for (Object pattern : (List<?>) value) {
            try {
                Pattern.compile(String.valueOf(pattern));
            } catch (PatternSyntaxException e) {
                throw new ConfigException(option, pattern,
                        "expected regular expressions that match whole " + names + " names: " + e.getDescription());
            }
        }
    }

    private static void checkSchemaPatterns(String option, Object value) {
        checkPatterns(option, value, "schema");
    }

    private static void checkTablePatterns(String option, Object value) {
        checkPatterns(option, value, "schema.table");
    }

    private static void checkColumnPatterns(String option, Object value) {
        checkPatterns(option, value, "schema.table.column");
    }

    /** Not {@code ValidList}, which older workers have without a way to refuse an empty list. */
    private static void checkSteps(String option, Object value) {
        List<?> steps = (List<?>) value;
        if (steps.isEmpty() || !STEPS.containsAll(steps)) {
            throw new ConfigException(option, value, "expected one or more of " + String.join(", ", STEPS));
        }
    }

    private static void checkDdlMode(String option, Object value) {
        if ("apply".equals(value)) {
            throw new ConfigException(option, value, "applying definition changes is not available yet; expected fail");
        }
        ValidString.in("fail").ensureValid(option, value);
    }
}
