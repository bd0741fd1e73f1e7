package io.pgtwin.testbed.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Short-lived commands, and which commands this machine has. */
public final class Shell {
    private Shell() {
    }

    /** Runs a command to its end with its output appended to a log. */
    public static void run(String what, List<String> command, Path folder, Path log, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        int status = status(what, builder, limit);
        if (status != 0) {
            throw new TestbedException(what + " ended with status " + status + ". " + LogTail.of(log));
        }
    }

    /** True if the command exists here and ends with status 0; its output is dropped. */
    public static boolean succeeds(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return find(command[0]).isPresent() && status(command[0], builder, Duration.ofSeconds(10)) == 0;
    }

    /** The first line that a command prints. */
    public static String firstLine(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new TestbedException("Cannot run " + command[0], e);
        }
    }

    public static Optional<Path> find(String command) {
        if (command.startsWith("/")) {
            return Optional.of(Path.of(command)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(folder -> Path.of(folder, command)).filter(Files::isExecutable).findFirst();
    }

    private static int status(String what, ProcessBuilder builder, Duration limit) {
        try {
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new TestbedException("Not within " + limit.toSeconds() + " s: " + what + " ends");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new TestbedException("Cannot run " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("Interrupted while " + what + " ran", e);
        }
    }
}
