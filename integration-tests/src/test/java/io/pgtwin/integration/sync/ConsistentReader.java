package io.pgtwin.integration.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/**
 * Looks at the target again and again, in transactions of level repeatable read and in single statements of level read
 * committed, whether what belongs together is there together. Looks before the first consistent point do not count.
 */
public final class ConsistentReader implements AutoCloseable {
    private static final Duration SHORT_PAUSE = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String CONSISTENT = "SELECT lsn FROM pgtwin.consistency WHERE lsn IS NOT NULL";

    private final Database target;
    private final List<String> queries;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> torn = new CopyOnWriteArrayList<>();
    private final Set<String> states = new HashSet<>();
    private Connection connection;
    private boolean inOneStatement;

    /** @param queries each with one value; in every state of the source all have the same */
    public ConsistentReader(Database target, List<String> queries) {
        this(target, queries, SHORT_PAUSE);
    }

    /** @param pause between two looks */
    public ConsistentReader(Database target, List<String> queries, Duration pause) {
        this.target = target;
        this.queries = List.copyOf(queries);
        thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (connection == null) {
                connection = target.connect();
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            try (Statement statement = connection.createStatement()) {
                inOneStatement = !inOneStatement;
                List<String> values = inOneStatement ? together(statement) : oneByOne(statement);
                connection.commit();
                note(values);
            }
        } catch (SQLException e) {
            disconnect(); // the server is away, or the tables are not there yet
        }
    }

    private synchronized void note(List<String> values) {
        if (values.get(0) == null) {
            return;
        }
        Set<String> different = new HashSet<>(values.subList(1, values.size()));
        states.add(different.toString());
        if (different.size() > 1) {
            torn.add(values.toString());
        }
    }

    private List<String> together(Statement statement) throws SQLException {
        statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        String all = "SELECT (" + CONSISTENT + "), (" + String.join("), (", queries) + ")";
        List<String> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(all)) {
            row.next();
            for (int i = 1; i <= queries.size() + 1; i++) {
                values.add(row.getString(i));
            }
        }
        return values;
    }

    private List<String> oneByOne(Statement statement) throws SQLException {
        List<String> values = new ArrayList<>();
        values.add(value(statement, "SELECT (" + CONSISTENT + ")"));
        for (String query : queries) {
            values.add(value(statement, query));
        }
        return values;
    }

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it is lost anyway
        }
        connection = null;
    }

    /** Returns when it has seen so many more states. */
    public void awaitMoreStates(int more) {
        int goal = states() + more;
        Await.until(LIMIT, more + " more states are seen", () -> states() >= goal || !torn.isEmpty(),
                () -> "In all it has seen " + states());
    }

    /** Returns when it has seen a state at all. */
    public void awaitState() {
        Await.until(LIMIT, "a consistent state is seen", () -> states() > 0, () -> "");
    }

    /** What was found that is no state of the source. */
    public List<String> torn() {
        return torn;
    }

    /** How many different states were seen. */
    public synchronized int states() {
        return states.size();
    }

    @Override
    public void close() {
        thread.shutdown();
        Await.until(LIMIT, "the reader ends", thread::isTerminated, () -> "");
        disconnect();
    }
}
