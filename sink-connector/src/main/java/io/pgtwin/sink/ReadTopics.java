package io.pgtwin.sink;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which topics Connect's own options let a sink read. Any thread may ask. */
final class ReadTopics {
    private final Set<String> listed;
    private final Pattern regex;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** @param properties the connector's configuration */
    ReadTopics(Map<String, String> properties) {
        this.listed = Set.copyOf(Stream.of(properties.getOrDefault("topics", "").split(","))
                .map(String::trim).filter(topic -> !topic.isEmpty()).toList());
        this.regex = Pattern.compile(properties.getOrDefault("topics.regex", ""));
    }

    /** Those that are named one by one; empty if a regular expression chooses. */
    List<String> listed() {
        return List.copyOf(listed);
    }

    boolean contain(String topic) {
        return known.computeIfAbsent(topic, it -> listed.contains(it) || regex.matcher(it).matches());
    }
}
