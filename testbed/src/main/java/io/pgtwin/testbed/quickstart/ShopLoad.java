package io.pgtwin.testbed.quickstart;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.pgtwin.testbed.sql.Database;

/** Customers and clerks of the shop: sessions that run all kinds of transactions until the load is closed. */
final class ShopLoad implements AutoCloseable {
    private static final int SESSIONS = 2;
    private static final Duration PAUSE = Duration.ofMillis(8);
    private static final String CONFLICT_WITH_OTHER_TRANSACTION = "40";
    /** One occurs as often as it is listed. */
    private static final List<String> MIX = List.of("place-order", "place-order", "place-order", "ship-orders",
            "ship-orders", "cancel-order", "change-prices", "change-prices", "rewrite-product", "move-stock",
            "review", "review");
    private static final String RARE = "reset-settings";
    private static final int RARE_ONE_IN = 200;

    private final Database database;
    private final AtomicLong transactions = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    private final List<Future<Void>> sessions = new ArrayList<>();
    private volatile boolean stopped;

    private ShopLoad(Database database) {
        this.database = database;
    }

    static ShopLoad start(Database database) {
        ShopLoad load = new ShopLoad(database);
        for (int session = 0; session < SESSIONS; session++) {
            Random random = new Random(session);
            load.sessions.add(load.threads.submit((Callable<Void>) () -> load.run(random)));
        }
        load.threads.shutdown();
        return load;
    }

    /** Committed so far. */
    long transactions() {
        return transactions.get();
    }

    /** Returns when the last transaction has ended; fails if a session did. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Future<Void> session : sessions) {
                session.get();
            }
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new QuickstartException("The load on the source ended: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Void run(Random random) throws SQLException {
        List<String> mix = Stream.concat(MIX.stream(), Stream.of(RARE))
                .map(name -> SqlResource.read("load/" + name + ".sql")).toList();
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopped) {
                boolean rare = random.nextInt(RARE_ONE_IN) == 0;
                runTransaction(mix.get(rare ? MIX.size() : random.nextInt(MIX.size())), connection, statement);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return null;
    }

    private void runTransaction(String sql, Connection connection, Statement statement) throws SQLException {
        try {
            statement.execute(sql);
            connection.commit();
            transactions.incrementAndGet();
        } catch (SQLException e) {
            // two sessions that want the same rows: one of them is told to try again
            if (e.getSQLState() == null || !e.getSQLState().startsWith(CONFLICT_WITH_OTHER_TRANSACTION)) {
                throw e;
            }
            connection.rollback();
        }
    }
}
