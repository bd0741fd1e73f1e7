package io.pgtwin.integration.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.testbed.process.TestbedHome;

/** A connector's name and options, as a file of folder {@code config} holds them for the REST interface. */
public record ConnectorFile(String name, Map<String, String> options) {
    public ConnectorFile {
        options = Map.copyOf(options);
    }

    /** The folder of the files that users start from. */
    public static Path folder() {
        return TestbedHome.repository().resolve("config");
    }

    public static ConnectorFile shipped(String file) {
        try {
            JsonNode body = new JsonMapper().readTree(Files.readString(folder().resolve(file)));
            Map<String, String> options = new LinkedHashMap<>();
            body.get("config").properties()
                    .forEach(option -> options.put(option.getKey(), option.getValue().asString()));
            return new ConnectorFile(body.get("name").asString(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConnectorFile named(String other) {
        return new ConnectorFile(other, options);
    }

    public ConnectorFile with(String option, String value) {
        return with(Map.of(option, value));
    }

    public ConnectorFile with(Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(changes);
        return new ConnectorFile(name, all);
    }

    public ConnectorFile without(String option) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.remove(option);
        return new ConnectorFile(name, all);
    }

    public String option(String option) {
        return options.get(option);
    }
}
