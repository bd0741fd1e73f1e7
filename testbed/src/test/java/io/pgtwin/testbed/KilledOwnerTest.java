package io.pgtwin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.pgtwin.testbed.process.ProcessTree;

class KilledOwnerTest {
    @Test
    @Timeout(180)
    void nothingOutlivesTheJvmThatWasKilled(@TempDir Path temporary) throws IOException {
        // the account that PostgreSQL runs under has to get through
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        Process owner = startOwner(temporary);
        List<ProcessHandle> processes = processesOf(owner);
        assertThat(processes).hasSizeGreaterThan(10).allMatch(ProcessHandle::isAlive);
        owner.destroyForcibly();
        await().atMost(Duration.ofSeconds(15)).until(() -> processes.stream().allMatch(ProcessTree::isGone));
    }

    private static Process startOwner(Path temporary) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"),
                OwnerWithoutMercy.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<ProcessHandle> processesOf(Process owner) throws IOException {
        BufferedReader output = owner.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("PIDS ")) {
            line = output.readLine();
        }
        assertThat(line).as("line with process ids").isNotNull();
        return Stream.of(line.substring("PIDS ".length()).split(" "))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream()).toList();
    }
}
