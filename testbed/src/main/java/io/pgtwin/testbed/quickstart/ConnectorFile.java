package io.pgtwin.testbed.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connector as a file describes it that can be sent to a worker: its name and its options. */
record ConnectorFile(String name, Map<String, String> options) {
    static ConnectorFile read(Path file) {
        try {
            JsonNode body = new JsonMapper().readTree(Files.readString(file));
            Map<String, String> options = new LinkedHashMap<>();
            body.get("config").properties()
                    .forEach(option -> options.put(option.getKey(), option.getValue().asString()));
            return new ConnectorFile(body.get("name").asString(), options);
        } catch (IOException e) {
            throw new QuickstartException("Cannot read " + file + ". Check out the project again");
        }
    }

    /** The same connector with some options changed, e.g. for other addresses. */
    ConnectorFile with(Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(changes);
        return new ConnectorFile(name, all);
    }

    ConnectorFile named(String other) {
        return new ConnectorFile(other, options);
    }

    String option(String option) {
        return options.get(option);
    }
}
