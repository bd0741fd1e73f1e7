package io.pgtwin.testbed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.process.TestbedException;

/** All parts of a testbed: started together, ended together, by whoever comes first: the user or the JVM's shutdown. */
final class RunningParts {
    private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

    private final TestbedFolder folder;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread shutdownHook = new Thread(this::close, "testbed-shutdown");
    private volatile boolean keepLogs;

    RunningParts(TestbedFolder folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    <P extends Part> P add(P part) {
        parts.add(part);
        return part;
    }

    /**
     * Starts the servers together and the worker after them: one that finds no broker floods its log and takes the
     * processor from the broker it waits for. When one part does not start, all are ended, and the logs are kept.
     */
    void startAll(List<Part> servers, Part worker) {
        try {
            together(servers, Part::start);
            together(List.of(worker), Part::start);
        } catch (CompletionException e) {
            if (!closed.get()) {                        // else the JVM is shutting down, and that is why it failed
                keepLogs();
                close();
            }
            throw new TestbedException("The testbed did not start: " + e.getCause().getMessage(), e.getCause());
        }
    }

    void keepLogs() {
        keepLogs = true;
    }

    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (Thread.currentThread() != shutdownHook) {
            removeShutdownHook();
        }
        try {
            together(parts, Part::discard);
        } catch (CompletionException e) {
            LOG.warn("A part did not end: {}", e.getCause().getMessage());
        }
        if (keepLogs) {
            folder.deleteData();
            LOG.info("Logs are kept in {}", folder.logs());
            return;
        }
        folder.delete();
    }

    private void removeShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is shutting down already", e);
        }
    }

    private static void together(List<Part> parts, Consumer<Part> action) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture.allOf(parts.stream().map(part -> CompletableFuture.runAsync(() -> action.accept(part),
                    threads)).toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdown();
        }
    }
}
