package io.pgtwin.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.sink.batch.ConflictMode;
import io.pgtwin.sink.database.ColumnMapping;
import io.pgtwin.sink.database.NameMapping;
import io.pgtwin.sink.database.TargetMapping;
import io.pgtwin.sink.structure.StructureSettings;

/** The options of the sink connector. */
public final class SinkOptions {
    public static final String CONFLICT_MODE = "conflict.mode";
    public static final String NAME_MAPPING = "name.mapping";
    public static final String ALLOW_MERGE = "name.mapping.allow.merge";
    public static final String COLUMN_MAPPING = "column.mapping";
    public static final String CONSISTENCY = "consistency";
    public static final String STRUCTURE_APPLY = "structure.apply";
    public static final String STRUCTURE_THREADS = "structure.threads";
    public static final String BATCH_MAX_ROWS = "batch.max.rows";
    public static final String BATCH_MAX_BYTES = "batch.max.bytes";
    public static final String BATCH_LINGER_MS = "batch.linger.ms";
    public static final String PROGRESS_SCHEMA = "progress.schema";

    /** Connect's own option: the connector's name. */
    static final String NAME = "name";
    /** Connect's own. */
    static final String TASKS_MAX = "tasks.max";

    /** Set by the connector, not by people: the task's number, which tells its metrics apart. */
    static final String TASK = "pgtwin.task";

    private static final String TABLES = "Tables";
    private static final String BATCHES = "Batches";

    private final AbstractConfig config;
    private final String connector;
    private final String task;
    private final Map<String, String> given;

    public SinkOptions(Map<String, String> properties) {
        this.config = new AbstractConfig(definition(), properties, false);
        this.given = Map.copyOf(properties);
        this.connector = properties.getOrDefault(NAME, "pgtwin-sink");
        this.task = properties.getOrDefault(TASK, "0");
    }

    /** Every option with its default, bounds and text. */
    public static ConfigDef definition() {
        return ConnectionOptions.define(new ConfigDef(), "target")
                .define(CONFLICT_MODE, Type.STRING, "error", ConfigDef.ValidString.in("error", "overwrite"),
                        Importance.HIGH,
                        "What an inserted row does whose primary key is taken in the target, or an updated row that is"
                                + " missing there: error stops the task and says where, overwrite lets the source's"
                                + " row win.",
                        TABLES, 1, Width.SHORT, "Conflict mode")
                .define(NAME_MAPPING, Type.STRING, "", rules(NameMapping::parse), Importance.MEDIUM,
                        "Under which names tables stand in the target: rules of the form from => to, separated by"
                                + " semicolons. from is a regular expression that matches a whole schema.table of the"
                                + " source, to is a schema.table and may use $1. The first match wins; other tables"
                                + " keep their names. Example: sales\\.(.*) => archive.$1",
                        TABLES, 2, Width.LONG, "Table names")
                .define(COLUMN_MAPPING, Type.STRING, "", rules(ColumnMapping::parse), Importance.LOW,
                        "Under which names columns stand in the target: rules of the form schema.table.column =>"
                                + " column, separated by semicolons. The left side is a regular expression that"
                                + " matches the whole name at the source; the right side may use $1. Example:"
                                + " shop\\.items\\.qty => quantity",
                        TABLES, 3, Width.LONG, "Column names")
                .define(ALLOW_MERGE, Type.BOOLEAN, false, Importance.LOW,
                        "Whether name.mapping may give two tables of the source one name in the target, so that the"
                                + " rows of both come together there. false refuses them.",
                        TABLES, 4, Width.SHORT, "Merge tables")
                .define(CONSISTENCY, Type.STRING, "table", ConfigDef.ValidString.in("table", "transaction"),
                        Importance.MEDIUM,
                        "table: tables advance by themselves, in as many tasks as there are. transaction: the target"
                                + " moves from one commit of the source to a later one, and never stands between;"
                                + " needs tasks.max=1, topics of one partition, and the source's"
                                + " transaction.watermarks.",
                        TABLES, 5, Width.SHORT, "Consistency")
                .define(STRUCTURE_APPLY, Type.BOOLEAN, true, Importance.MEDIUM,
                        "Whether what the source tells of its structure is made in the target where it is missing:"
                                + " schemas, extensions, types, sequences with their values, tables and primary keys"
                                + " before the rows; indexes, constraints and foreign keys after them. In a sync"
                                + " without the step structure, only plain tables. false: tables must exist, and"
                                + " nothing is made.",
                        TABLES, 6, Width.SHORT, "Create structure")
                .define(STRUCTURE_THREADS, Type.INT, 2, Range.between(1, 32), Importance.LOW,
                        "How many indexes and constraints are made at a time when rows are copied. Each takes a"
                                + " session of the target while it is made, and memory up to the target's"
                                + " maintenance_work_mem.",
                        TABLES, 7, Width.SHORT, "Threads for the structure")
                .define(BATCH_MAX_ROWS, Type.INT, 10_000, Range.between(1, 1_000_000), Importance.LOW,
                        "Most rows and changes in one transaction of the target. More need more memory and are hardly"
                                + " faster; what arrives while the target is idle is applied at once.",
                        BATCHES, 1, Width.SHORT, "Rows per batch")
                .define(BATCH_MAX_BYTES, Type.LONG, 8L << 20, Range.between(1024, 1 << 30), Importance.LOW,
                        "About how many bytes of values one transaction of the target holds at most. Each task may"
                                + " hold three times as much in memory, and nine times with consistency=transaction"
                                + " while a large transaction arrives. One row is never divided.",
                        BATCHES, 2, Width.SHORT, "Bytes per batch")
                .define(BATCH_LINGER_MS, Type.LONG, 0L, Range.between(0, 60_000), Importance.LOW,
                        "Milliseconds that a batch waits for more rows while the target is idle. 0 is best for lag;"
                                + " more makes fewer transactions in the target. While much comes at once, a batch"
                                + " that is not full waits up to 50 ms in any case.",
                        BATCHES, 3, Width.SHORT, "Linger (ms)")
                .define(PROGRESS_SCHEMA, Type.STRING, "pgtwin", new ConfigDef.NonEmptyString(), Importance.LOW,
                        "Schema in the target for pgtwin's own tables; created if absent. Another schema is another"
                                + " progress: a sync that is given a new one starts from the beginning of its topics.",
                        BATCHES, 4, Width.MEDIUM, "Progress schema");
    }

    private static ConfigDef.Validator rules(Consumer<String> parse) {
        return (option, value) -> {
            try {
                parse.accept(String.valueOf(value));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(option, value, e.getMessage() + "; expected rules of the form from => to,"
                        + " separated by semicolons");
            }
        };
    }

    public ConnectionOptions connection() {
        return new ConnectionOptions(config);
    }

    /** The connector's name, under which its progress is kept. */
    public String connector() {
        return connector;
    }

    /** The group of the tasks' consumers, as Connect names it. */
    public String consumerGroup() {
        return given.getOrDefault("consumer.override.group.id", "connect-" + connector);
    }

    /** Those of Connect's own options. */
    ReadTopics topics() {
        return new ReadTopics(given);
    }

    /** The task's number. */
    public String task() {
        return task;
    }

    public ConflictMode conflictMode() {
        return ConflictMode.valueOf(config.getString(CONFLICT_MODE).toUpperCase(Locale.ROOT));
    }

    public TargetMapping mapping() {
        return new TargetMapping(NameMapping.parse(config.getString(NAME_MAPPING)),
                ColumnMapping.parse(config.getString(COLUMN_MAPPING)));
    }

    /** Whether the target moves from commit to commit, all tables together. */
    public boolean appliesWholeTransactions() {
        return config.getString(CONSISTENCY).equals("transaction");
    }

    /**
     * Why whole transactions cannot be applied with these options, if that is asked for.
     *
     * @param properties the connector's configuration
     */
    static List<String> obstaclesToWholeTransactions(Map<String, String> properties) {
        if (!"transaction".equals(properties.get(CONSISTENCY))) {
            return List.of();
        }
        List<String> obstacles = new ArrayList<>();
        String tasks = String.valueOf(properties.getOrDefault(TASKS_MAX, "1")).trim();
        if (!tasks.equals("1")) {
            obstacles.add("consistency=transaction needs tasks.max=1, and it is " + tasks + ": a transaction of the"
                    + " target is made by one session, so one task must have every table's changes. Set tasks.max=1, or"
                    + " consistency=table");
        }
        ReadTopics topics = new ReadTopics(properties);
        if (!topics.listed().isEmpty() && topics.listed().stream().noneMatch(TopicNames::mayHoldWatermarks)) {
            obstacles.add("consistency=transaction needs topic <topic.prefix>.transaction, which topics does not have:"
                    + " it tells what belongs together. Add it, or set consistency=table");
        }
        return obstacles;
    }

    /** Whether what is missing is created. */
    public boolean appliesStructure() {
        return config.getBoolean(STRUCTURE_APPLY);
    }

    /** How structure is applied. */
    public StructureSettings structure() {
        return new StructureSettings(connector, progressSchema(), mapping(), appliesStructure(), allowsMerge());
    }

    /** Whether two source tables may be one in the target. */
    public boolean allowsMerge() {
        return config.getBoolean(ALLOW_MERGE);
    }

    public int structureThreads() {
        return config.getInt(STRUCTURE_THREADS);
    }

    public int maxBatchRows() {
        return config.getInt(BATCH_MAX_ROWS);
    }

    public long maxBatchBytes() {
        return config.getLong(BATCH_MAX_BYTES);
    }

    public Duration linger() {
        return Duration.ofMillis(config.getLong(BATCH_LINGER_MS));
    }

    public String progressSchema() {
        return config.getString(PROGRESS_SCHEMA);
    }
}
