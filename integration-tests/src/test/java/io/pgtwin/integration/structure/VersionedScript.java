package io.pgtwin.integration.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL beside the tests in which a line that ends with {@code -->=12} or {@code --<12} is for some versions only. */
final class VersionedScript {
    private static final Pattern CONDITION = Pattern.compile("--(>=|<)(\\d+)");

    private VersionedScript() {}

    static String read(String name, int version) {
        try (InputStream in = VersionedScript.class.getResourceAsStream("/io/pgtwin/integration/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> isFor(line, version))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFor(String line, int version) {
        Matcher condition = CONDITION.matcher(line);
        boolean holds = true;
        while (condition.find()) {
            int bound = Integer.parseInt(condition.group(2));
            holds &= condition.group(1).equals("<") ? version < bound : version >= bound;
        }
        return holds;
    }
}
