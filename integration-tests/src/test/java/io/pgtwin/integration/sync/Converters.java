package io.pgtwin.integration.sync;

import java.util.Map;

/** What turns records into bytes and back; the same on both sides, for keys and values. */
public enum Converters {
    COMPACT("io.pgtwin.converter.CompactConverter", Map.of()),
    JSON_WITH_SCHEMAS("org.apache.kafka.connect.json.JsonConverter", Map.of(
            "key.converter.schemas.enable", "true", "value.converter.schemas.enable", "true")),
    JSON_WITHOUT_SCHEMAS("org.apache.kafka.connect.json.JsonConverter", Map.of(
            "key.converter.schemas.enable", "false", "value.converter.schemas.enable", "false"));

    private final String className;
    private final Map<String, String> more;

    Converters(String className, Map<String, String> more) {
        this.className = className;
        this.more = more;
    }

    ConnectorFile in(ConnectorFile connector) {
        return connector.with("key.converter", className).with("value.converter", className).with(more);
    }
}
