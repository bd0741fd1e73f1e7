package io.pgtwin.integration.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.pgtwin.integration.sync.Sync;

/**
 * What the workers' logs say of tasks that have failed. A restart clears it from their status, but nobody but a full
 * disk may make a task fail.
 */
final class TaskFailures {
    private static final String FAILED = "unrecoverable exception";
    private static final String START_OF_ENTRY = "[20";

    private TaskFailures() {
    }

    /** Of one sync, each with the beginning of its trace, without those that a person has to mend. */
    static List<String> of(Field field, Sync sync) {
        Path logs = field.testbed().folder().resolve("logs");
        return Stream.of("worker.log", "second-worker.log").map(logs::resolve).filter(Files::exists)
                .flatMap(log -> entries(log).stream())
                .filter(entry -> entry.contains(FAILED) && entry.contains("[" + sync.name() + "-"))
                .filter(entry -> !entry.contains(Mending.OUT_OF_SPACE)).toList();
    }

    private static List<String> entries(Path log) {
        List<String> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(log)) {
                if (line.startsWith(START_OF_ENTRY) || entries.isEmpty()) {
                    entries.add(line);
                } else {
                    entries.set(entries.size() - 1, entries.get(entries.size() - 1) + "\n" + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }
}
