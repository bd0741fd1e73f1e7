package io.pgtwin.integration.torture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/**
 * Sessions that run the transactions of a script at random until the load is closed, whatever happens to the server.
 */
final class TortureLoad implements AutoCloseable {
    private static final int SESSIONS = 3;
    /** Long enough that the load is about the same on any machine, and leaves it to what is tested. */
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final Duration AFTER_LOSS = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Database source;
    private final List<String> mix;
    private final AtomicLong done = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);

    TortureLoad(Database source, String script, long seed) {
        this.source = source;
        this.mix = mix(script);
        for (int i = 0; i < SESSIONS; i++) {
            Random random = new Random(seed + i);
            sessions.execute(() -> run(random));
        }
        sessions.shutdown();
    }

    /** A transaction occurs as often as its first line says. */
    private static List<String> mix(String script) {
        List<String> mix = new ArrayList<>();
        for (String part : script.substring(script.indexOf("--- ")).split("(?m)^--- ")) {
            if (!part.isBlank()) {
                int line = part.indexOf('\n');
                int times = Integer.parseInt(part.substring(0, part.indexOf(' ')));
                mix.addAll(Collections.nCopies(times, part.substring(line)));
            }
        }
        return mix;
    }

    void awaitMore(long transactions) {
        long goal = done.get() + transactions;
        Await.until(LIMIT, transactions + " more transactions are made", () -> done.get() >= goal,
                () -> "It made " + done.get() + " in all");
    }

    long transactions() {
        return done.get();
    }

    private void run(Random random) {
        while (stop.getCount() > 0) {
            try (Connection connection = source.connect(); Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                runOn(connection, statement, random);
            } catch (SQLException e) {
                pause(AFTER_LOSS); // the server is away, or two sessions were in each other's way
            }
        }
    }

    private void runOn(Connection connection, Statement statement, Random random) throws SQLException {
        while (stop.getCount() > 0) {
            statement.execute(mix.get(random.nextInt(mix.size())));
            connection.commit();
            done.incrementAndGet();
            pause(PAUSE);
        }
    }

    private void pause(Duration duration) {
        try {
            stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the last transaction has ended. */
    @Override
    public void close() {
        stop.countDown();
        Await.until(LIMIT, "the load's sessions end", sessions::isTerminated, () -> "");
    }
}
