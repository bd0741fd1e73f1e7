package io.pgtwin.testbed.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * The worker's judgement of a configuration.
 *
 * @param errors messages per option; options without errors are left out
 * @param answer everything the worker said
 */
public record Validation(int errorCount, Map<String, List<String>> errors, JsonNode answer) {
    static Validation of(JsonNode answer) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        answer.path("configs").valueStream().map(config -> config.path("value")).forEach(value -> {
            List<String> messages = value.path("errors").valueStream().map(JsonNode::asString).toList();
            if (!messages.isEmpty()) {
                errors.put(value.path("name").asString(), messages);
            }
        });
        return new Validation(answer.path("error_count").asInt(), errors, answer);
    }
}
