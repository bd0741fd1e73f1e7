package io.pgtwin.sink;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.common.config.OptionTable;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies in {@code config/} for users of the sink connector. */
class ShippedConfigurationTest {
    private static final Path FOLDER = Path.of("..", "config");
    private static final String REFRESH =
            "./mvnw -q test -pl source-connector,sink-connector -am -Dupdate.options=true";

    @Test
    void pageOfOptionsIsCurrent() throws IOException {
        Path page = FOLDER.resolve("options-sink.md");
        String current = OptionTable.of("Options of the sink connector", SinkOptions.definition());
        if (Boolean.getBoolean("update.options")) {
            Files.writeString(page, current);
        }

        assertThat(page).as("refresh it with %s", REFRESH).content().isEqualTo(current);
    }

    @Test
    void optionsAreAccepted() throws IOException {
        SinkOptions options = new SinkOptions(json());

        assertThat(options.appliesStructure()).isTrue();
        assertThat(options.appliesWholeTransactions()).isTrue();
        assertThat(SinkOptions.obstaclesToWholeTransactions(json())).isEmpty();
    }

    @Test
    void topicsOfTheSourceFileAreAllCovered() throws IOException {
        Pattern topics = Pattern.compile(json().get("topics.regex"));

        assertThat(List.of("shop", "shop.heartbeat", "shop.transaction", "shop.shop.orders"))
                .allMatch(topics.asMatchPredicate());
        assertThat(topics.asMatchPredicate()).rejects("shopping", "other");
    }

    @Test
    void standaloneAndRestFormSayTheSame() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("sink.properties"))) {
            properties.load(reader);
        }
        assertThat(properties.remove("name")).isEqualTo(body().get("name").asString());

        assertThat(properties).isEqualTo(json());
    }

    private static Map<String, String> json() throws IOException {
        return new JsonMapper().convertValue(body().get("config"), new TypeReference<>() { });
    }

    private static JsonNode body() throws IOException {
        return new JsonMapper().readTree(Files.readString(FOLDER.resolve("sink.json")));
    }
}
