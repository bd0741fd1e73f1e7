package io.pgtwin.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.sink.batch.Batch;

/**
 * The batches between the task thread and the writer: one that is being applied and one that waits. For the task
 * thread.
 */
final class PendingBatches {
    private static final int MAX_BATCHES = 2;

    private final TargetWriter writer;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** A batch that the writer has. */
    private record Pending(Batch batch, CompletableFuture<Batch> applied) {}

    PendingBatches(TargetWriter writer) {
        this.writer = writer;
    }

    boolean isIdle() {
        return pending.isEmpty();
    }

    boolean isFull() {
        return pending.size() >= MAX_BATCHES;
    }

    /** How many transactions of the source they complete. */
    long transactions() {
        return pending.stream().mapToLong(batch -> batch.batch().transactions()).sum();
    }

    void offer(Batch batch) {
        pending.add(new Pending(batch, writer.apply(batch)));
    }

    /**
     * Takes back the batches that are done.
     *
     * @param committed told of each batch and of what of it was applied
     * @throws PgTwinException why a batch was not applied; all that were behind it are dropped
     */
    void settle(BiConsumer<Batch, Batch> committed) {
        while (!pending.isEmpty() && pending.peek().applied().isDone()) {
            Pending done = pending.remove();
            Batch applied;
            try {
                applied = done.applied().join();
            } catch (CompletionException e) {
                pending.clear(); // the writer refuses them
                throw failure(e.getCause());
            }
            committed.accept(done.batch(), applied);
        }
    }

    /** Waits until the oldest batch is done, or {@code patience} is over. */
    void awaitOne(Duration patience) {
        if (!pending.isEmpty()) {
            await(pending.peek().applied(), patience);
        }
    }

    /** Waits until all batches are done, or {@code patience} is over. */
    void awaitAll(Duration patience) {
        if (!pending.isEmpty()) {
            await(pending.peekLast().applied(), patience);
        }
    }

    /** @return whether the work is done, be it with a failure */
    static boolean await(CompletableFuture<?> work, Duration patience) {
        try {
            work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return true; // whoever takes the result sees the failure
        }
        return true;
    }

    /** The result of work that is done. */
    static <T> T join(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw failure(e.getCause());
        }
    }

    static PgTwinException failure(Throwable cause) {
        return cause instanceof PgTwinException known ? known
                : new PgTwinException(FailureKind.UNEXPECTED, "The writer failed: " + cause.getClass(), cause);
    }
}
