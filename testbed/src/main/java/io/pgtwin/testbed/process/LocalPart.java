package io.pgtwin.testbed.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A part that is a process of this machine. */
public final class LocalPart implements Part {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration DEATH_LIMIT = Duration.ofSeconds(5);

    private final Launch launch;
    /** Volatile: a shutdown hook may end the part while another thread still waits for its start. */
    private volatile Optional<ChildProcess> process = Optional.empty();

    /**
     * How to run a part.
     *
     * @param stopSignal what an operator would send for a quick, orderly stop
     * @param orphanSignal what ends it when nobody is left to wait for an orderly stop
     * @param pidFile begins with a line that holds the server's process id; for a command that is only a step to it
     * @param ready whether it answers requests; asked again and again after the start
     */
    public record Launch(String name, List<String> command, Map<String, String> environment, Path folder, Path log,
                         String stopSignal, String orphanSignal, Optional<Path> pidFile, BooleanSupplier ready,
                         Duration startLimit) {
    }

    public LocalPart(Launch launch) {
        this.launch = launch;
    }

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public void start() {
        if (isRunning()) {
            throw new TestbedException(name() + " is running already");
        }
        ChildProcess started = ChildProcess.start(name(), launch.command(), launch.environment(), launch.folder(),
                launch.log(), launch.pidFile(), launch.orphanSignal());
        process = Optional.of(started);
        started.awaitReady(launch.startLimit(), name() + " answers", launch.ready());
    }

    @Override
    public void stop() {
        end(launch.stopSignal(), STOP_LIMIT);
    }

    @Override
    public void kill() {
        end("KILL", DEATH_LIMIT);
    }

    @Override
    public void discard() {
        end(launch.orphanSignal(), DEATH_LIMIT);
    }

    private void end(String signal, Duration limit) {
        if (!isRunning()) {
            return;
        }
        ProcessTree tree = ProcessTree.of(pid());
        tree.signalRoot(signal);
        resume();                                       // a paused process acts on nothing but KILL
        tree.awaitGone(limit);
        process.orElseThrow().awaitEnd(DEATH_LIMIT);
    }

    @Override
    public void pause() {
        ProcessTree.of(pid()).signal("STOP");
    }

    /** Wakes what stands between us and the server, too: {@code su} falls asleep with its child. */
    @Override
    public void resume() {
        process.ifPresent(started -> ProcessTree.of(started.pid()).signal("CONT"));
    }

    @Override
    public boolean isRunning() {
        return process.filter(ChildProcess::isAlive).isPresent();
    }

    @Override
    public long pid() {
        ChildProcess running = process.filter(ChildProcess::isAlive)
                .orElseThrow(() -> new TestbedException(name() + " is not running"));
        return launch.pidFile().flatMap(LocalPart::firstLine).map(Long::parseLong).orElse(running.pid());
    }

    @Override
    public Duration cpuTime() {
        return ProcessTree.of(pid()).cpuTime();
    }

    @Override
    public Path log() {
        return launch.log();
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.readAllLines(file).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();                    // not written yet
        }
    }
}
