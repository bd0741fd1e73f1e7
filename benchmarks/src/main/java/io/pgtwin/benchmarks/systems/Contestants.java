package io.pgtwin.benchmarks.systems;

import static io.pgtwin.benchmarks.systems.Ability.CHANGES;
import static io.pgtwin.benchmarks.systems.Ability.COPY;
import static io.pgtwin.benchmarks.systems.Ability.HALVES;
import static io.pgtwin.benchmarks.systems.Ability.STRUCTURE;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** All systems, each in the setting that it is measured in. */
public final class Contestants {
    /** What pgtwin is compared with. */
    public static final String NATIVE = "native";
    public static final String DEBEZIUM = "debezium";

    /** As it ships. */
    public static final PgTwin PGTWIN = new PgTwin("pgtwin",
            "as shipped: the full copy in blocks, whole transactions", Set.of(COPY, CHANGES, STRUCTURE, HALVES),
            Map.of(), Map.of());

    private static final String COMPACT = "io.pgtwin.converter.CompactConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private static final PgTwin ROWS = new PgTwin("pgtwin-rows", "full copy with a record for each row"
            + " (snapshot.format=rows)", Set.of(COPY, STRUCTURE), Map.of("snapshot.format", "rows"), Map.of());
    private static final PgTwin TABLES = new PgTwin("pgtwin-table",
            "each table by itself, one task (consistency=table)",
            Set.of(CHANGES, HALVES), Map.of(), Map.of("consistency", "table"));

    private Contestants() {
    }

    /**
     * @param sourceOptions for every pgtwin
     * @param sinkOptions for every pgtwin
     */
    public static List<Contestant> all(Map<String, String> sourceOptions, Map<String, String> sinkOptions) {
        return List.of(
                new NativeReplication(NATIVE, "PostgreSQL's own logical replication, defaults", ""),
                new NativeReplication("native-binary", "the same with binary=true", "WITH (binary = true)"),
                new CopyPipe("copy-1", "COPY to COPY through a pipe, binary, 1 stream", 1),
                new CopyPipe("copy-2", "COPY to COPY through a pipe, binary, 2 streams", 2),
                PGTWIN.with(sourceOptions, sinkOptions),
                ROWS.with(sourceOptions, sinkOptions),
                TABLES.with(sourceOptions, sinkOptions),
                new DebeziumPair(DEBEZIUM, "Debezium source and Debezium JDBC sink, tuned, with pgtwin's"
                        + " CompactConverter, which is faster for it than JsonConverter", COMPACT, 1),
                new DebeziumPair("debezium-2", "the same with 2 partitions for each topic, and so 2 sink tasks for each"
                        + " table", COMPACT, 2),
                new DebeziumPair("debezium-json", "the same with 1 partition and JsonConverter: its archives have no"
                        + " converter of their own for records with schemas", JSON, 1));
    }

    /** Without what is another setting of Debezium, which takes long. */
    public static boolean isUsual(String name) {
        return !name.startsWith(DEBEZIUM) || name.equals(DEBEZIUM);
    }
}
