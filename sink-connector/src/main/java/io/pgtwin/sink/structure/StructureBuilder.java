package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.StopSignal;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructurePhase;
import io.pgtwin.sink.progress.ProgressTables;
import io.pgtwin.sink.structure.PlannedObject.Key;

/**
 * Makes in the background what waits for rows: indexes and constraints when the rows of their table are all there,
 * foreign keys when all tables' are. One thread looks for what has come due, several build, each in a session of its
 * own. Only one task of a connector has a builder. Everything that it knows is in the target, so that another one can
 * go on.
 */
public final class StructureBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(StructureBuilder.class);
    private static final Duration PAUSE_WHILE_PENDING = Duration.ofMillis(500);
    private static final Duration PAUSE_WHILE_IDLE = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final StructureSettings settings;
    private final Sessions sessions;
    private final Duration patience;
    private final StopSignal stop = new StopSignal();
    private final Thread looking;
    private final ExecutorService building;
    private final Queue<List<PlannedObject>> due = new ConcurrentLinkedQueue<>();
    private final Set<Key> inProgress = ConcurrentHashMap.newKeySet();
    private final Map<Key, Instant> troubledSince = new ConcurrentHashMap<>();
    private boolean triedAgain;

    /**
     * @param threads how many objects are made at a time
     * @param patience how long an object is tried that fails for a reason which may pass
     */
    public StructureBuilder(StructureSettings settings, Sessions sessions, int threads, Duration patience) {
        this.settings = settings;
        this.sessions = sessions;
        this.patience = patience;
        this.looking = thread(this::look, "looks");
        this.building = Executors.newFixedThreadPool(threads, work -> thread(work, "builds"));
    }

    private Thread thread(Runnable work, String what) {
        Thread thread = new Thread(work, "pgtwin-sink-structure-" + what + "-" + settings.connector());
        thread.setDaemon(true);
        return thread;
    }

    public void start() {
        looking.start();
    }

    /** The server undoes what is half made. Called once. */
    public void stop() {
        stop.set();
        building.shutdownNow();
        sessions.abortAll();
    }

    private void look() {
        while (!stop.isSet()) {
            try (Connection session = sessions.open()) {
                new ProgressTables(session, settings.schema()).createIfAbsent();
                keepLooking(new StructureStore(session, settings.schema(), settings.connector()));
            } catch (SQLException | RuntimeException e) {
                // the writer says why the target cannot be reached, and ends the task if it stays so
                LOG.debug("What is to be built cannot be looked up", e);
            }
            stop.await(PAUSE_AFTER_FAILURE);
        }
    }

    private void keepLooking(StructureStore store) throws SQLException {
        if (!triedAgain) {
            store.tryAgain();
            triedAgain = true;
        }
        Duration pause = Duration.ZERO;
        while (!stop.await(pause)) {
            boolean pending = store.hasPending();
            if (pending) {
                groups(store.buildable()).forEach(this::submit);
            }
            pause = pending ? PAUSE_WHILE_PENDING : PAUSE_WHILE_IDLE;
        }
    }

    /**
     * What has to be made one after the other: what rows need, because it needs each other; views, triggers and the
     * like for the same reason; what belongs to a partitioned table, because indexes of its partitions become
     * part of its own, and a table's foreign keys, because each locks it. Everything else stands for itself.
     */
    private static Collection<List<PlannedObject>> groups(List<PlannedObject> objects) {
        Set<Object> partitioned = objects.stream().filter(PlannedObject::isOfPartition).map(it -> it.rowsOf().get())
                .collect(Collectors.toSet());
        Map<Object, List<PlannedObject>> groups = new LinkedHashMap<>();
        for (PlannedObject object : objects) {
            groups.computeIfAbsent(groupOf(object, partitioned), it -> new ArrayList<>()).add(object);
        }
        return groups.values();
    }

    private static Object groupOf(PlannedObject object, Set<Object> partitioned) {
        if (object.isIn(StructurePhase.BEFORE_ROWS)) {
            return StructurePhase.BEFORE_ROWS;
        }
        boolean ofView = object.object().kind() == StructureKind.INDEX && object.isIn(StructurePhase.AFTER_ALL_ROWS);
        if (ofView || object.object().kind().compareTo(StructureKind.FOREIGN_KEY) > 0) {
            return StructureKind.VIEW; // and whatever else is included: it may need each other in any order
        }
        boolean together = object.rowsOf().filter(partitioned::contains).isPresent()
                || object.isIn(StructurePhase.AFTER_ALL_ROWS);
        return together ? object.rowsOf() : object.key();
    }

    private void submit(List<PlannedObject> group) {
        List<Key> keys = keys(group);
        if (keys.stream().noneMatch(inProgress::contains)) {
            inProgress.addAll(keys);
            due.add(group);
            building.execute(this::buildDue);
        }
    }

    private static List<Key> keys(List<PlannedObject> group) {
        return group.stream().map(PlannedObject::key).toList();
    }

    /** Over one session while anything is due: to begin one costs a server more than to make most objects. */
    private void buildDue() {
        List<PlannedObject> group = due.poll();
        if (group == null) {
            return; // another thread was faster
        }
        try (Connection session = sessions.open()) {
            while (group != null) {
                build(new ObjectBuild(session, settings), group);
                inProgress.removeAll(keys(group));
                group = due.poll();
            }
        } catch (SQLException e) {
            LOG.debug("A session that builds ended or did not close cleanly", e);
        } catch (PgTwinException e) {
            LOG.debug("What is pending is tried again later: {}", e.getMessage());
        } finally {
            if (group != null) {
                inProgress.removeAll(keys(group));
            }
        }
    }

    private void build(ObjectBuild build, List<PlannedObject> group) {
        for (PlannedObject object : group) {
            if (!build(build, object)) {
                return; // what stands behind it may need it
            }
        }
    }

    /** @return false if it is to be tried again */
    private boolean build(ObjectBuild build, PlannedObject object) {
        try {
            build.make(object);
            troubledSince.remove(object.key());
            return true;
        } catch (PgTwinException e) {
            Instant since = troubledSince.computeIfAbsent(object.key(), it -> Instant.now());
            boolean over = Duration.between(since, Instant.now()).compareTo(patience) >= 0;
            if (e.isRetriable() && (!over || stop.isSet())) {
                build.postpone(object, e);
                return false;
            }
            troubledSince.remove(object.key());
            build.giveUp(object, e);
            return true;
        }
    }
}
