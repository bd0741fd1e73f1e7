package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal names the option and says what is expected. */
class MalformedSourceOptionsTest {
    private static final Map<String, String> GOOD = Map.of("connection.url", "jdbc:postgresql://localhost/shop",
            "connection.user", "ann", "topic.prefix", "shop");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "connection.url | localhost/shop | expected jdbc:postgresql://host:port/database",
        "connection.user | '' | non-empty",
        "connection.retry.interval.ms | 9 | at least 10",
        "connection.retry.timeout.ms | soon | not a number",
        "precheck | maybe | one of: fail, warn, off",
        "topic.prefix | my shop | expected letters, digits",
        "topic.prefix | '' | expected letters, digits",
        "topic.prefix | .. | expected letters, digits",
        "sync.steps | '' | expected one or more of structure, full, incremental",
        "sync.steps | all | expected one or more of structure, full, incremental",
        "structure.include | views,rules | expected some of functions, views, triggers, policies, grants",
        "tombstones.on.delete | perhaps | true or false",
        "heartbeat.interval.ms | 0 | at least 100",
        "table.include.list | shop\\.(a | expected regular expressions that match whole schema.table names",
        "table.exclude.list | public\\.a,*.b | expected regular expressions that match whole schema.table names",
        "schema.include.list | (shop | expected regular expressions that match whole schema names",
        "schema.exclude.list | [ | expected regular expressions that match whole schema names",
        "column.exclude.list | ?.c | expected regular expressions that match whole schema.table.column names",
        "table.new | add | one of: ignore, fail",
        "table.resync.list | shop\\.[a | expected regular expressions that match whole schema.table names",
        "sequence.interval.ms | -1 | at least 0",
        "slot.name | My-Slot | expected 1 to 63 lower-case letters, digits and '_'",
        "slot.drop.on.stop | 1 | true or false",
        "publication.autocreate | all_tables | one of: filtered, disabled",
        "status.interval.ms | 60001 | no more than 60000",
        "snapshot.threads | 0 | at least 1",
        "snapshot.threads | 65 | no more than 64",
        "snapshot.format | columns | one of: rows, blocks",
        "snapshot.block.bytes | 1023 | at least 1024",
        "ddl.mode | apply | not available yet; expected fail",
        "ddl.mode | ignore | one of: fail",
        "slot.failover | maybe | true or false",
        "slot.retained.warn.bytes | -1 | at least 0",
        "slot.retained.max.bytes | 1GB | not a number",
        "transaction.max.records | 0 | at least 1",
        "queue.max.rows | 99 | at least 100",
        "queue.max.bytes | 1k | not a number"})
    void malformedValuesAreRefused(String option, String value, String expected) {
        assertThat(errors(option, value)).as("validation").containsOnlyKeys(option);
        assertThat(errors(option, value).get(option)).anyMatch(it -> it.contains(option))
                .anyMatch(it -> it.toLowerCase().contains(expected.toLowerCase()));
        assertThatThrownBy(() -> new SourceOptions(with(option, value))).isInstanceOf(ConfigException.class);
    }

    @Test
    void namesOfPublicationsAreAsLongAsTheServerTakes() {
        assertThat(errors("publication.name", "ä".repeat(31))).isEmpty();
        assertThat(errors("publication.name", "ä".repeat(32)).get("publication.name"))
                .singleElement().asString().contains("expected at most 63 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection.url", "connection.user", "topic.prefix"})
    void whatIsRequiredMustBeGiven(String option) {
        Map<String, String> properties = new HashMap<>(GOOD);
        properties.remove(option);

        assertThat(errors(properties).get(option))
                .anyMatch(it -> it.contains("Missing required configuration \"" + option + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/d?password=s3cret", "jdbc:postgresql://ann:s3cret@h/d"})
    void aPasswordInTheUrlIsRefusedAndNotShown(String url) {
        assertThat(errors("connection.url", url).get("connection.url"))
                .allSatisfy(it -> assertThat(it).contains("connection.password").doesNotContain("s3cret"));
    }

    @Test
    void thereIsNoSlotToDropWithoutChanges() {
        Map<String, String> properties = with("slot.drop.on.stop", "true");
        properties.put("sync.steps", "structure,full");

        assertThat(SourceOptions.contradictions(properties)).containsOnlyKeys("slot.drop.on.stop");
        assertThatThrownBy(() -> new SourceOptions(properties)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("slot.drop.on.stop").hasMessageContaining("sync.steps has no incremental step");
        assertThat(SourceOptions.contradictions(with("slot.drop.on.stop", "true"))).isEmpty();
    }

    @Test
    void tablesAreNotCopiedAgainWithoutChanges() {
        Map<String, String> properties = with("table.resync.list", "shop\\.a");
        assertThat(SourceOptions.contradictions(properties)).isEmpty();
        properties.put("sync.steps", "structure,full");

        assertThat(SourceOptions.contradictions(properties)).containsOnlyKeys("table.resync.list");
        assertThatThrownBy(() -> new SourceOptions(properties)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("table.resync.list").hasMessageContaining("sync.steps has no incremental step");
    }

    @Test
    void theConnectorReportsContradictionsOnTheirOption() {
        Map<String, String> properties = with("slot.drop.on.stop", "true");
        properties.put("sync.steps", "full");

        List<ConfigValue> values = new PgTwinSourceConnector().validate(properties).configValues();

        assertThat(values).filteredOn(value -> !value.errorMessages().isEmpty()).extracting(ConfigValue::name)
                .containsExactly("slot.drop.on.stop");
    }

    private static Map<String, List<String>> errors(String option, String value) {
        return errors(with(option, value));
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : SourceOptions.definition().validate(properties)) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    private static Map<String, String> with(String option, String value) {
        Map<String, String> properties = new HashMap<>(GOOD);
        properties.put(option, value);
        return properties;
    }
}
