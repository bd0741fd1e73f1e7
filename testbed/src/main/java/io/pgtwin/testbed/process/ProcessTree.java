package io.pgtwin.testbed.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process and all its descendants, as they are at this moment. */
public final class ProcessTree {
    private static final long TICKS_PER_SECOND = 100;
    private static final int FIRST_TIME_FIELD = 11;
    private static final int TIME_FIELDS = 4;

    private final List<ProcessHandle> processes;

    private ProcessTree(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    public static ProcessTree of(long pid) {
        return new ProcessTree(ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants())).toList());
    }

    /**
     * Sends a signal to all of them; those that no longer exist are no error.
     *
     * @param signal a name as {@code kill -s} takes it
     */
    public void signal(String signal) {
        signal(signal, processes);
    }

    /** Sends a signal to the process itself only. */
    public void signalRoot(String signal) {
        signal(signal, processes.stream().limit(1).toList());
    }

    public boolean isGone() {
        return processes.stream().allMatch(ProcessTree::isGone);
    }

    /** Waits for the end of all processes; those that remain after the limit are killed. */
    public void awaitGone(Duration limit) {
        if (Await.holdsWithin(limit, this::isGone)) {
            return;
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        Await.until(limit, "killed processes end", this::isGone, () -> "Processes " + processes);
    }

    /** User and system time, with that of children which have already ended where the system tells it. */
    public Duration cpuTime() {
        return processes.stream().map(ProcessTree::cpuTime).reduce(Duration.ZERO, Duration::plus);
    }

    /** True also for a process that has ended and waits for a parent that never asks. */
    public static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || fieldsAfterName(process).filter(fields -> fields.get(0).equals("Z")).isPresent();
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        String pids = processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        // the shell's own kill: not every machine has it as a program
        Shell.succeeds("/bin/sh", "-c", "kill -s " + signal + " " + pids);
    }

    private static Duration cpuTime(ProcessHandle process) {
        return fieldsAfterName(process).map(ProcessTree::cpuTime)
                .orElseGet(() -> process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    private static Duration cpuTime(List<String> fields) {
        long ticks = fields.stream().skip(FIRST_TIME_FIELD).limit(TIME_FIELDS).mapToLong(Long::parseLong).sum();
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** What Linux tells about a process, from its state on; empty on other systems. */
    private static Optional<List<String>> fieldsAfterName(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return Optional.of(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
