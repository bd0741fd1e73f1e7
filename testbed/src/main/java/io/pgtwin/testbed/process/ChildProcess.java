package io.pgtwin.testbed.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A process that does not outlive this JVM, however the JVM ends. Between the two stands a shell that holds the reading
 * end of a pipe: when the pipe closes, it ends the process. Unlike {@code PR_SET_PDEATHSIG} this works on every system
 * and does not depend on the thread that started the process.
 */
public final class ChildProcess {
    private final String name;
    private final Path log;
    private final Process watchdog;
    private final long pid;

    private ChildProcess(String name, Path log, Process watchdog, long pid) {
        this.name = name;
        this.log = log;
        this.watchdog = watchdog;
        this.pid = pid;
    }

    /**
     * @param pidFile where the server writes its process id, if it does
     * @param signalOnOrphan what ends the process quickly and cleanly once this JVM is gone, e.g. {@code QUIT}
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path folder,
                                     Path log, Optional<Path> pidFile, String signalOnOrphan) {
        ProcessBuilder builder = new ProcessBuilder(watched(command, log, pidFile, signalOnOrphan))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process watchdog = builder.start();
            return new ChildProcess(name, log, watchdog, readPid(name, watchdog));
        } catch (IOException e) {
            throw new TestbedException("Cannot start " + name, e);
        }
    }

    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return watchdog.isAlive();
    }

    /** The status the process ended with; only valid when it is no longer alive. */
    public int exitStatus() {
        return watchdog.exitValue();
    }

    public void awaitEnd(Duration limit) {
        Await.until(limit, name + " ends", () -> !isAlive(), () -> LogTail.of(log));
    }

    /** Waits until the condition holds; fails at once when the process ends instead. */
    public void awaitReady(Duration limit, String expectation, BooleanSupplier ready) {
        Await.until(limit, expectation, () -> !isAlive() || ready.getAsBoolean(), () -> LogTail.of(log));
        if (!isAlive()) {
            throw new TestbedException(name + " ended with status " + exitStatus() + " before this happened: "
                    + expectation + ". " + LogTail.of(log));
        }
    }

    private static List<String> watched(List<String> command, Path log, Optional<Path> pidFile,
                                        String signalOnOrphan) {
        List<String> all = new ArrayList<>();
        // a session of its own: Ctrl-C in the terminal is for the JVM, which then stops the parts in order
        Shell.find("setsid").ifPresent(setsid -> all.add(setsid.toString()));
        all.addAll(List.of("/bin/sh", "-c", Resources.text("watchdog.sh"), "watchdog", signalOnOrphan, log.toString(),
                pidFile.map(Path::toString).orElse("")));
        all.addAll(command);
        return all;
    }

    private static long readPid(String name, Process watchdog) throws IOException {
        BufferedReader output = new BufferedReader(
                new InputStreamReader(watchdog.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new TestbedException("The watchdog of " + name + " ended at once");
        }
        return Long.parseLong(line.trim());
    }
}
