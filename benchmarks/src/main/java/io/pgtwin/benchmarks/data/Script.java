package io.pgtwin.benchmarks.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** SQL that lies beside a class, with a number in each place that says {@code :name}. */
public final class Script {
    private Script() {
    }

    public static String of(Class<?> beside, String resource, Map<String, Long> numbers) {
        String text = text(beside, resource);
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            text = text.replace(":" + number.getKey(), number.getValue().toString());
        }
        return text;
    }

    private static String text(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
