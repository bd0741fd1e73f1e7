package io.pgtwin.integration.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** Transactions that run in the background, one after the other, until it is closed. */
public final class Load implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Database database;
    private final String transaction;
    private final boolean outlivesServer;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong done = new AtomicLong();
    private volatile SQLException failure;
    private Connection connection;

    private Load(Database database, String transaction, Duration pause, boolean outlivesServer) {
        this.database = database;
        this.transaction = transaction;
        this.outlivesServer = outlivesServer;
        thread.scheduleWithFixedDelay(this::runOnce, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * @param transaction one or several statements that make one transaction
     * @param pause between two transactions
     */
    public static Load of(Database database, Duration pause, String transaction) {
        return new Load(database, transaction, pause, false);
    }

    /** Like {@link #of}, but goes on when the server has been away; a transaction may be lost then. */
    public static Load inSpiteOfOutages(Database database, Duration pause, String transaction) {
        return new Load(database, transaction, pause, true);
    }

    /** Returns when so many more transactions are committed. */
    public void awaitMore(long transactions) {
        long goal = done.get() + transactions;
        Await.until(LIMIT, "the load makes " + transactions + " transactions", () -> done.get() >= goal || failed(),
                () -> "It made " + done.get() + " in all");
        rethrow();
    }

    public long transactions() {
        return done.get();
    }

    /** Returns when the last transaction has ended. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The last transaction does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
        rethrow();
    }

    private void runOnce() {
        if (failed()) {
            return;
        }
        try {
            if (connection == null) {
                connection = database.connect();
                connection.setAutoCommit(false);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(transaction);
            }
            connection.commit();
            done.incrementAndGet();
        } catch (SQLException e) {
            disconnect();
            failure = outlivesServer ? null : e;
        }
    }

    private boolean failed() {
        return failure != null;
    }

    private void rethrow() {
        if (failed()) {
            throw new IllegalStateException("The load failed: " + failure.getMessage(), failure);
        }
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            failure = outlivesServer ? null : e;
        }
        connection = null;
    }
}
