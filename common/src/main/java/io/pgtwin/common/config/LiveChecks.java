package io.pgtwin.common.config;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;

/**
 * Runs groups of checks of one database side by side, and ends in time whatever the database does. A group that fails
 * does not keep the others from being reported.
 */
public final class LiveChecks {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChecks.class);
    private static final Duration LIMIT = Duration.ofSeconds(18);
    /** No more, because sessions may be scarce. */
    private static final int SESSIONS = 2;
    /** So long the first session is left alone: most databases are checked by then. */
    private static final Duration ALONE = Duration.ofSeconds(1);
    /** Where the findings of the connection itself stand: before those of the groups. */
    private static final int FIRST = -1;
    private static final String REACHABLE = "reachable";
    private static final String TLS = "TLS";
    private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([a-z-]+)");

    private final String database;
    private final ConnectionSettings settings;
    private final List<Group> groups;

    /** Checks that share a few queries. */
    public interface Group {
        List<CheckResult> check(Connection session) throws SQLException;
    }

    /** @param database what messages call it: source or target */
    public LiveChecks(String database, ConnectionSettings settings, List<Group> groups) {
        this.database = database;
        this.settings = settings;
        this.groups = List.copyOf(groups);
    }

    /** Takes at most 18 seconds, after which what is still running is broken off; what was found until then counts. */
    public List<CheckResult> run() {
        Sessions sessions = new Sessions(settings);
        Findings findings = new Findings();
        if (isDoneWithin(LIMIT, () -> run(sessions, findings))) {
            return findings.inOrder();
        }
        List<CheckResult> answered = new ArrayList<>(findings.inOrder());
        sessions.abortAll();    // whose failure is no result
        answered.add(unanswered());
        return answered;
    }

    /** Also of a server that has answered at first: what was not asked may be wrong. */
    private CheckResult unanswered() {
        return CheckResult.failed(REACHABLE, ConnectionOptions.URL, "The " + database + " did not answer all"
                + " questions within " + LIMIT.toSeconds() + " seconds [CONNECTION_LOST], so not all was checked",
                "look for what it waits for (pg_stat_activity) and whether the network lets everything pass;"
                        + " precheck=warn goes on without");
    }

    private static boolean isDoneWithin(Duration limit, Runnable work) {
        try {
            started(work).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new PgTwinException(FailureKind.UNEXPECTED, "The prechecks ended", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CompletableFuture<Void> started(Runnable work) {
        return CompletableFuture.runAsync(work, task -> {
            Thread thread = new Thread(task, "pgtwin-precheck");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void run(Sessions sessions, Findings findings) {
        try (Connection session = sessions.open()) {
            findings.add(FIRST, List.of(CheckResult.ok(REACHABLE, ConnectionOptions.URL, settings.toString()),
                    encryption(session)));
            Queue<Integer> due = IntStream.range(0, groups.size()).boxed()
                    .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
            CountDownLatch taken = new CountDownLatch(1);
            CompletableFuture<?>[] helpers = IntStream.range(1, Math.min(SESSIONS, groups.size()))
                    .mapToObj(i -> started(() -> helpIfLate(taken, () -> help(sessions, due, findings))))
                    .toArray(CompletableFuture[]::new);
            checkAll(due, session, findings);
            taken.countDown();
            CompletableFuture.allOf(helpers).join();
        } catch (SQLException e) {
            findings.add(FIRST, List.of(unreachable(SqlFailures.of(e, "Cannot check the " + database))));
        } catch (PgTwinException e) {
            findings.add(FIRST, List.of(unreachable(e)));
        }
    }

    /** @param taken reached when no check is left to begin with */
    private static void helpIfLate(CountDownLatch taken, Runnable help) {
        try {
            if (!taken.await(ALONE.toMillis(), TimeUnit.MILLISECONDS)) {
                help.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does a share over a session of its own; none if the server has no session left, for the first one does all then.
     */
    private void help(Sessions sessions, Queue<Integer> due, Findings findings) {
        try (Connection session = sessions.open()) {
            checkAll(due, session, findings);
        } catch (SQLException | PgTwinException e) {
            LOG.debug("The checks of the {} go on over fewer sessions", database, e);
        }
    }

    private void checkAll(Queue<Integer> due, Connection session, Findings findings) {
        for (Integer group = due.poll(); group != null; group = due.poll()) {
            findings.add(group, run(groups.get(group), session));
        }
    }

    private List<CheckResult> run(Group group, Connection session) {
        try {
            return group.check(session);
        } catch (SQLException e) {
            return List.of(ofFailure("query", SqlFailures.of(e, "Cannot check the " + database)));
        } catch (PgTwinException e) {
            return List.of(ofFailure("query", e));
        }
    }

    /** The driver refuses a server without TLS if the URL demands it, with the SQLSTATE of a wrong password. */
    private CheckResult unreachable(PgTwinException failure) {
        boolean aboutTls = demandsTls() && failure.kind() == FailureKind.AUTHENTICATION
                && failure.getMessage().contains("SSL");
        if (aboutTls) {
            return CheckResult.failed(TLS, ConnectionOptions.URL, "The URL has sslmode=" + sslMode() + ", but the "
                    + database + "'s server offers no TLS", "give the server a certificate (ssl_cert_file,"
                    + " ssl_key_file) and switch TLS on, or take sslmode out of the URL",
                    "ALTER SYSTEM SET ssl = on;", "SELECT pg_reload_conf();");
        }
        return ofFailure(failure.kind() == FailureKind.AUTHENTICATION ? "authenticated" : REACHABLE, failure);
    }

    /** Of a database that could not be checked at all. The failure's message holds its remedy. */
    private static CheckResult ofFailure(String check, PgTwinException failure) {
        boolean aboutUser = failure.kind() == FailureKind.AUTHENTICATION
                || failure.kind() == FailureKind.PRIVILEGE_MISSING;
        return CheckResult.failed(check, aboutUser ? ConnectionOptions.USER : ConnectionOptions.URL,
                failure.getMessage(), "");
    }

    private CheckResult encryption(Connection session) throws SQLException {
        try (Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(
                "SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)")) {
            row.next();
            return encryption(row.getBoolean(1));
        }
    }

    private CheckResult encryption(boolean encrypted) {
        if (demandsTls() && !encrypted) {
            return CheckResult.failed(TLS, ConnectionOptions.URL, "The URL has sslmode=" + sslMode()
                    + ", but the session is not encrypted", "look for a proxy in between that ends TLS");
        }
        return CheckResult.ok(TLS, ConnectionOptions.URL,
                (encrypted ? "encrypted" : "not encrypted") + ", as sslmode=" + sslMode() + " allows");
    }

    private boolean demandsTls() {
        return sslMode().equals("require") || sslMode().startsWith("verify-");
    }

    /** The driver's default is to take what the server offers. */
    private String sslMode() {
        Matcher mode = SSL_MODE.matcher(settings.url().toLowerCase(Locale.ROOT));
        return mode.find() ? mode.group(1) : "prefer";
    }

    /** What was found, in the order of the groups, whichever was done first. */
    private static final class Findings {
        private final Map<Integer, List<CheckResult>> ofGroups = new ConcurrentSkipListMap<>();

        void add(int group, List<CheckResult> results) {
            ofGroups.put(group, results);
        }

        List<CheckResult> inOrder() {
            return ofGroups.values().stream().flatMap(List::stream).toList();
        }
    }
}
