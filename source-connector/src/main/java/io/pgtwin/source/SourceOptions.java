package io.pgtwin.source;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.SourceTask;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.structure.StructureInclude;
import io.pgtwin.source.catalog.NamePatterns;
import io.pgtwin.source.catalog.TableSelection;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.stream.Watermarks;

/**
 * The source connector's options as domain types. What each is, its default and its description:
 * {@link SourceOptionDefinitions}.
 */
public final class SourceOptions {
    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String SYNC_STEPS = "sync.steps";
    public static final String STRUCTURE_INCLUDE = "structure.include";
    public static final String SCHEMA_INCLUDE_LIST = TableSelection.SCHEMA_INCLUDE;
    public static final String SCHEMA_EXCLUDE_LIST = TableSelection.SCHEMA_EXCLUDE;
    public static final String TABLE_INCLUDE_LIST = TableSelection.TABLE_INCLUDE;
    public static final String TABLE_EXCLUDE_LIST = TableSelection.TABLE_EXCLUDE;
    public static final String COLUMN_EXCLUDE_LIST = TableSelection.COLUMN_EXCLUDE;
    public static final String TABLE_NEW = "table.new";
    public static final String TABLE_RESYNC_LIST = "table.resync.list";
    public static final String TABLE_RESYNC_ID = "table.resync.id";
    public static final String SEQUENCE_INTERVAL_MS = "sequence.interval.ms";
    public static final String SLOT_NAME = "slot.name";
    public static final String SLOT_DROP_ON_STOP = "slot.drop.on.stop";
    public static final String SLOT_FAILOVER = "slot.failover";
    public static final String SLOT_RETAINED_WARN_BYTES = "slot.retained.warn.bytes";
    public static final String SLOT_RETAINED_MAX_BYTES = "slot.retained.max.bytes";
    public static final String TRANSACTION_MAX_RECORDS = "transaction.max.records";
    public static final String PUBLICATION_NAME = "publication.name";
    public static final String PUBLICATION_AUTOCREATE = "publication.autocreate";
    public static final String SNAPSHOT_THREADS = "snapshot.threads";
    public static final String SNAPSHOT_FORMAT = "snapshot.format";
    public static final String SNAPSHOT_BLOCK_BYTES = "snapshot.block.bytes";
    public static final String SNAPSHOT_SLICE_BYTES = "snapshot.slice.bytes";
    public static final String DDL_MODE = "ddl.mode";
    public static final String TOMBSTONES_ON_DELETE = "tombstones.on.delete";
    public static final String TRANSACTION_WATERMARKS = "transaction.watermarks";
    public static final String HEARTBEAT_INTERVAL_MS = "heartbeat.interval.ms";
    public static final String PUBLISH_VIA_PARTITION_ROOT = "publish.via.partition.root";
    public static final String STATUS_INTERVAL_MS = "status.interval.ms";
    public static final String QUEUE_MAX_ROWS = "queue.max.rows";
    public static final String QUEUE_MAX_BYTES = "queue.max.bytes";

    static final int MAX_NAME_BYTES = 63;

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
        Map<String, String> contradictions = new LinkedHashMap<>();
        if (!steps().contains(SyncStep.INCREMENTAL) && config.getBoolean(SLOT_DROP_ON_STOP)) {
            contradictions.put(SLOT_DROP_ON_STOP,
                    "there is no slot to drop, because sync.steps has no incremental step; expected false");
        }
        if (!steps().contains(SyncStep.INCREMENTAL) && !config.getList(TABLE_RESYNC_LIST).isEmpty()) {
            contradictions.put(TABLE_RESYNC_LIST, "a table is copied again only while its changes are followed, and"
                    + " sync.steps has no incremental step; expected an empty list");
        }
        return contradictions;
    }

    /** See {@link SourceOptionDefinitions}. */
    public static ConfigDef definition() {
        return SourceOptionDefinitions.all();
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

    /** What a line of the log says, because one worker's log tells of many syncs. */
    String ofSync() {
        return " of sync '" + topicPrefix() + "'";
    }

    public Set<SyncStep> steps() {
        return config.getList(SYNC_STEPS).stream().map(SyncStep::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is carried beside the tables and what they need. */
    public Set<StructureInclude> includes() {
        return config.getList(STRUCTURE_INCLUDE).stream().map(StructureInclude::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    public TableSelection tables() {
        return new TableSelection(new NamePatterns(patterns(SCHEMA_INCLUDE_LIST), patterns(SCHEMA_EXCLUDE_LIST)),
                new NamePatterns(patterns(TABLE_INCLUDE_LIST), patterns(TABLE_EXCLUDE_LIST)),
                patterns(COLUMN_EXCLUDE_LIST),
                config.getBoolean(PUBLISH_VIA_PARTITION_ROOT));
    }

    /** Whether a table that was made after the sync began is a failure. */
    public boolean refusesNewTables() {
        return config.getString(TABLE_NEW).equals("fail");
    }

    /** What is to be copied once more. */
    public Resyncs resyncs() {
        return new Resyncs(patterns(TABLE_RESYNC_LIST), config.getString(TABLE_RESYNC_ID));
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

    /**
     * {@code pgtwin_<prefix>} with what a slot's name may hold: lower-case letters, digits and underscores, at most 63.
     */
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

    /** @param decidesTransactions whether the task says where Kafka's transactions end */
    Watermarks watermarks(boolean decidesTransactions) {
        if (!writesWatermarks()) {
            return Watermarks.NONE;
        }
        return decidesTransactions ? Watermarks.PER_COMMIT : Watermarks.PER_BATCH;
    }

    public int snapshotThreads() {
        return config.getInt(SNAPSHOT_THREADS);
    }

    /** Whether the full copy's rows are put into records by the block. */
    public boolean copiesBlocks() {
        return config.getString(SNAPSHOT_FORMAT).equals("blocks") && steps().contains(SyncStep.FULL);
    }

    /** How large blocks of copied rows are at most; empty if rows are copied one by one. */
    OptionalInt copiedBlockBytes() {
        return copiesBlocks() ? OptionalInt.of(blockBytes()) : OptionalInt.empty();
    }

    public int blockBytes() {
        return config.getInt(SNAPSHOT_BLOCK_BYTES);
    }

    /** How much of a table's file is read at a time. */
    public long sliceBytes() {
        return config.getLong(SNAPSHOT_SLICE_BYTES);
    }

    /** The connector's name, as the worker knows it. */
    String connector() {
        return config.originalsStrings().getOrDefault("name", topicPrefix());
    }

    public Duration heartbeatInterval() {
        return Duration.ofMillis(config.getLong(HEARTBEAT_INTERVAL_MS));
    }

    public Duration statusInterval() {
        return Duration.ofMillis(config.getLong(STATUS_INTERVAL_MS));
    }

    /** Whether standbys may take the slot along. */
    public boolean makesFailoverSlot() {
        return config.getBoolean(SLOT_FAILOVER);
    }

    /** Zero: never. */
    public long retainedWarnBytes() {
        return config.getLong(SLOT_RETAINED_WARN_BYTES);
    }

    /** Zero: no limit. */
    public long retainedMaxBytes() {
        return config.getLong(SLOT_RETAINED_MAX_BYTES);
    }

    /** Whether a worker that supports exactly-once sources ends its transactions when some time has passed. */
    boolean commitsAtIntervals() {
        return "interval".equalsIgnoreCase(all().get(SourceTask.TRANSACTION_BOUNDARY_CONFIG));
    }

    public int transactionMaxRecords() {
        return config.getInt(TRANSACTION_MAX_RECORDS);
    }

    public int queueMaxRows() {
        return config.getInt(QUEUE_MAX_ROWS);
    }

    public long queueMaxBytes() {
        return config.getLong(QUEUE_MAX_BYTES);
    }
}
