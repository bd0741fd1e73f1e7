package io.pgtwin.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.common.config.OptionTable;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies in {@code config/} for users of the source connector. */
class ShippedConfigurationTest {
    private static final Path FOLDER = Path.of("..", "config");
    private static final String REFRESH =
            "./mvnw -q test -pl source-connector,sink-connector -am -Dupdate.options=true";

    @Test
    void pageOfOptionsIsCurrent() throws IOException {
        Path page = FOLDER.resolve("options-source.md");
        String current = OptionTable.of("Options of the source connector", SourceOptions.definition());
        if (Boolean.getBoolean("update.options")) {
            Files.writeString(page, current);
        }

        assertThat(page).as("refresh it with %s", REFRESH).content().isEqualTo(current);
    }

    @Test
    void optionsAreAccepted() throws IOException {
        SourceOptions options = new SourceOptions(json());

        assertThat(options.topicPrefix()).isEqualTo("shop");
        assertThat(options.slotName()).isEqualTo("pgtwin_shop");
    }

    @Test
    void standaloneAndRestFormSayTheSame() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("source.properties"))) {
            properties.load(reader);
        }
        assertThat(properties.remove("name")).isEqualTo(body().get("name").asString());

        assertThat(properties).isEqualTo(json());
    }

    private static Map<String, String> json() throws IOException {
        return new JsonMapper().convertValue(body().get("config"), new TypeReference<>() { });
    }

    private static JsonNode body() throws IOException {
        return new JsonMapper().readTree(Files.readString(FOLDER.resolve("source.json")));
    }
}
