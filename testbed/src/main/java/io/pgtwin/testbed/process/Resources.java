package io.pgtwin.testbed.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files of this package's resources. */
final class Resources {
    private Resources() {
    }

    static String text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TestbedException("Cannot read resource " + name, e);
        }
    }

    static void write(String name, Path file) {
        try {
            Files.writeString(file, text(name));
        } catch (IOException e) {
            throw new TestbedException("Cannot write " + file, e);
        }
    }
}
