package io.pgtwin.source.delivery;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The largest record that the task's producer takes, as far as the connector's options tell.
 *
 * @param option the option that says so
 */
record SizeLimit(String option, long bytes) {
    private static final String PREFIX = "producer.override.";

    static Optional<SizeLimit> of(Map<String, String> options) {
        return Stream.of("max.request.size", "buffer.memory")
                .map(option -> PREFIX + option).filter(options::containsKey)
                .map(option -> new SizeLimit(option, Long.parseLong(options.get(option).trim())))
                .min(Comparator.comparingLong(SizeLimit::bytes));
    }
}
