package io.pgtwin.testbed.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that wait a moment for their next use, because whoever waits for something asks several times a second, and
 * a new session costs a server more than a hundred short queries. After that moment they end, so that nobody finds them
 * in the way.
 */
final class SessionPool {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final SessionPool SHARED = new SessionPool();

    private final Map<Database, Deque<Idle>> idle = new ConcurrentHashMap<>();

    private record Idle(PooledSession session, long sinceNanos) {
    }

    private SessionPool() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "testbed-idle-sessions");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.scheduleWithFixedDelay(this::endIdle, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A session of nobody else, as good as new; closing it makes it wait for the next. */
    static PooledSession session(Database database) throws SQLException {
        for (Optional<PooledSession> waiting = SHARED.take(database); waiting.isPresent();
                waiting = SHARED.take(database)) {
            if (waiting.get().isAsGoodAsNew()) {
                return waiting.get();
            }
            end(waiting.get().connection());
        }
        return new PooledSession(database, SHARED);
    }

    void giveBack(Database database, PooledSession session) {
        Deque<Idle> sessions = idle.computeIfAbsent(database, it -> new ArrayDeque<>());
        synchronized (sessions) {
            sessions.push(new Idle(session, System.nanoTime()));
        }
    }

    private Optional<PooledSession> take(Database database) {
        Deque<Idle> sessions = idle.computeIfAbsent(database, it -> new ArrayDeque<>());
        synchronized (sessions) {
            return Optional.ofNullable(sessions.poll()).map(Idle::session);
        }
    }

    private void endIdle() {
        for (Deque<Idle> sessions : idle.values()) {
            synchronized (sessions) {
                for (Iterator<Idle> all = sessions.iterator(); all.hasNext();) {
                    Idle waiting = all.next();
                    if (System.nanoTime() - waiting.sinceNanos > PATIENCE.toNanos()) {
                        all.remove();
                        end(waiting.session.connection());
                    }
                }
            }
        }
    }

    static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A session ended before it was closed", e);
        }
    }
}
