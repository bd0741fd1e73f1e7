package io.pgtwin.integration.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/** Writes a connector's options into new files, in both forms that users have. */
public final class OptionFiles {
    private OptionFiles() {}

    /** The body of a REST request. */
    public static Path json(Path folder, Map<String, String> options) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "connector", ".json"),
                new JsonMapper().writeValueAsString(Map.of("config", options)));
    }

    public static Path properties(Path folder, Map<String, String> options) throws IOException {
        String text = options.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue().replace("\\", "\\\\")).collect(Collectors.joining("\n"));
        return Files.writeString(Files.createTempFile(folder, "connector", ".properties"), text);
    }
}
