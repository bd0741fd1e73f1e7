package io.pgtwin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.model.TableId;
import io.pgtwin.sink.batch.ConflictMode;

class SinkOptionsTest {
    private static final Map<String, String> REQUIRED =
            Map.of("name", "mirror", "connection.url", "jdbc:postgresql://h/d", "connection.user", "u");

    private static final Map<String, String> OTHER_THAN_DEFAULT = Map.ofEntries(
            Map.entry("connection.url", "jdbc:postgresql://h2/d"),
            Map.entry("connection.user", "v"),
            Map.entry("connection.password", "secret"),
            Map.entry("connection.retry.interval.ms", "10"),
            Map.entry("connection.retry.timeout.ms", "20"),
            Map.entry("precheck", "warn"),
            Map.entry("conflict.mode", "overwrite"),
            Map.entry("name.mapping", "a\\.(.*) => b.$1"),
            Map.entry("name.mapping.allow.merge", "true"),
            Map.entry("column.mapping", "a.t.x => y"),
            Map.entry("consistency", "transaction"),
            Map.entry("structure.apply", "false"),
            Map.entry("structure.threads", "4"),
            Map.entry("batch.max.rows", "5"),
            Map.entry("batch.max.bytes", "2048"),
            Map.entry("batch.linger.ms", "7"),
            Map.entry("progress.schema", "sync"));

    @Test
    void everyOptionIsInThisTest() {
        assertThat(OTHER_THAN_DEFAULT.keySet()).containsExactlyInAnyOrderElementsOf(SinkOptions.definition().names());
    }

    @Test
    void defaultsSuitASyncThatIsGivenNoMoreThanItsTarget() {
        SinkOptions options = new SinkOptions(REQUIRED);

        assertThat(options.connector()).isEqualTo("mirror");
        assertThat(options.conflictMode()).isEqualTo(ConflictMode.ERROR);
        assertThat(options.mapping().tables().map(new TableId("a", "t"))).isEqualTo(new TableId("a", "t"));
        assertThat(options.mapping().columns().map(new TableId("a", "t"), "x")).isEqualTo("x");
        assertThat(options.appliesStructure()).isTrue();
        assertThat(options.allowsMerge()).isFalse();
        assertThat(options.structureThreads()).isEqualTo(2);
        assertThat(options.appliesWholeTransactions()).isFalse();
        assertThat(options.maxBatchRows()).isEqualTo(10_000);
        assertThat(options.maxBatchBytes()).isEqualTo(8L << 20);
        assertThat(options.linger()).isZero();
        assertThat(options.progressSchema()).isEqualTo("pgtwin");
        assertThat(options.connection().precheck()).isEqualTo(Precheck.FAIL);
        assertThat(options.connection().retryTimeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void everyOptionCanBeSet() {
        SinkOptions options = new SinkOptions(OTHER_THAN_DEFAULT);

        assertThat(options.conflictMode()).isEqualTo(ConflictMode.OVERWRITE);
        assertThat(options.mapping().tables().map(new TableId("a", "t"))).isEqualTo(new TableId("b", "t"));
        assertThat(options.mapping().columns().map(new TableId("a", "t"), "x")).isEqualTo("y");
        assertThat(options.appliesStructure()).isFalse();
        assertThat(options.allowsMerge()).isTrue();
        assertThat(options.structureThreads()).isEqualTo(4);
        assertThat(options.appliesWholeTransactions()).isTrue();
        assertThat(options.maxBatchRows()).isEqualTo(5);
        assertThat(options.maxBatchBytes()).isEqualTo(2048);
        assertThat(options.linger()).isEqualTo(Duration.ofMillis(7));
        assertThat(options.progressSchema()).isEqualTo("sync");
        assertThat(options.connection().precheck()).isEqualTo(Precheck.WARN);
        assertThat(options.connection().retryTimeout()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void aMistakeIsReportedOnItsOption() {
        assertThat(errors("name.mapping", "a.b to c.d")).singleElement().asString().contains("from => to");
        assertThat(errors("column.mapping", "=> x")).isNotEmpty();
        assertThat(errors("consistency", "eventual")).singleElement().asString().contains("table, transaction");
        assertThat(errors("conflict.mode", "ignore")).isNotEmpty();
        assertThat(errors("batch.max.rows", "0")).isNotEmpty();
        assertThat(errors("connection.url", "postgres://h/d")).isNotEmpty();
        assertThat(errors("progress.schema", "")).isNotEmpty();
    }

    @Test
    void wholeTransactionsNeedOneTaskAndTheirWatermarks() {
        assertThat(errors(Map.of("consistency", "transaction", "tasks.max", "2"))).singleElement().asString()
                .contains("one task must have every table's changes", "tasks.max=1");
        assertThat(errors(Map.of("consistency", "transaction", "topics", "sync, sync.a.b"))).singleElement().asString()
                .contains("<topic.prefix>.transaction");
        assertThat(errors(Map.of("consistency", "transaction", "tasks.max", "1", "topics", "sync,sync.transaction")))
                .isEmpty();
        assertThat(errors(Map.of("consistency", "table", "tasks.max", "2", "topics", "sync"))).isEmpty();
    }

    @Test
    void topicsAreThoseOfTheListOrOfTheExpression() {
        assertThat(options("topics", "a, b").topics().contain("b")).isTrue();
        assertThat(options("topics", "a, b").topics().contain("c")).isFalse();
        assertThat(options("topics.regex", "shop(\\..*)?").topics().contain("shop.transaction")).isTrue();
        assertThat(options("topics.regex", "shop(\\..*)?").topics().contain("shopping")).isFalse();
    }

    private static SinkOptions options(String option, String value) {
        Map<String, String> properties = new HashMap<>(REQUIRED);
        properties.put(option, value);
        return new SinkOptions(properties);
    }

    private static List<String> errors(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(REQUIRED);
        properties.put("precheck", "off");
        properties.putAll(options);
        return new PgTwinSinkConnector().validate(properties).configValues().stream()
                .filter(it -> it.name().equals("consistency")).map(ConfigValue::errorMessages).findFirst()
                .orElseThrow();
    }

    @Test
    void everyOptionHasAGroupALabelAndAText() {
        Set<String> groups = Set.copyOf(SinkOptions.definition().groups());

        assertThat(groups).containsExactlyInAnyOrder("Connection", "Tables", "Batches");
        SinkOptions.definition().configKeys().values().forEach(key -> {
            assertThat(key.group).as(key.name).isIn(groups);
            assertThat(key.displayName).as(key.name).isNotBlank();
            assertThat(key.documentation).as(key.name).isNotBlank();
        });
    }

    private static List<String> errors(String option, String value) {
        Map<String, String> properties = new HashMap<>(REQUIRED);
        properties.put("precheck", "off");
        properties.put(option, value);
        return new PgTwinSinkConnector().validate(properties).configValues().stream()
                .filter(it -> it.name().equals(option)).map(ConfigValue::errorMessages).findFirst().orElseThrow();
    }
}
