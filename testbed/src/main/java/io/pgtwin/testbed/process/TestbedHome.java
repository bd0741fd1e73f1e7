package io.pgtwin.testbed.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Where the build has put what the testbed starts. It is found from the place of this class, which lies below the
 * module's {@code target} folder; system property {@code pgtwin.testbed.home} names the module's folder otherwise.
 */
public final class TestbedHome {
    private static final String PROPERTY = "pgtwin.testbed.home";

    private TestbedHome() {
    }

    /** The folder of the testbed module. */
    public static Path module() {
        String configured = System.getProperty(PROPERTY);
        Path home = configured != null ? Path.of(configured).toAbsolutePath() : codeSource().getParent().getParent();
        if (!Files.isDirectory(home.resolve("target"))) {
            throw new TestbedException("No testbed build in " + home + ". Build the project, or set -D" + PROPERTY);
        }
        return home;
    }

    public static Path repository() {
        return module().getParent();
    }

    /** The Kafka version this build tests with. */
    public static String kafkaVersion() {
        return buildProperty("kafka.version");
    }

    /** The oldest Kafka version whose worker is supported. */
    public static String oldestKafkaVersion() {
        return buildProperty("kafka.oldest.version");
    }

    /** What matches in a folder, sorted by name; nothing when the folder does not exist. */
    public static List<Path> list(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found.stream().sorted().toList();
        } catch (IOException e) {
            throw new TestbedException("Cannot list " + folder, e);
        }
    }

    private static Path codeSource() {
        try {
            return Path.of(TestbedHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new TestbedException("The testbed's classes are not in a folder or jar file", e);
        }
    }

    private static String buildProperty(String name) {
        try (InputStream in = TestbedHome.class.getResourceAsStream("/io/pgtwin/testbed/testbed.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty(name);
        } catch (IOException e) {
            throw new TestbedException("Cannot read the build's properties", e);
        }
    }
}
