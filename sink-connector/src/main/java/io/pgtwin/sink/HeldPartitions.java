package io.pgtwin.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.sink.apply.NotReadyException;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.database.TargetTables;
import io.pgtwin.sink.progress.CopyState;
import io.pgtwin.sink.progress.TableStore;

/**
 * The partitions whose rows cannot be applied yet, while all others go on: their table is not in the target, or rows
 * are not that theirs refer to, or that change what a deferred constraint forbids. Belongs to the writer's thread and
 * to one session.
 *
 * <p>A table is made by whoever is told of it, which may be another task. Only where nobody is told is it made from
 * what a row tells of it. Rows that need others are tried again at a growing interval: for as long as a full copy makes
 * progress, and otherwise for 45 seconds.
 */
final class HeldPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPartitions.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration NOTICE_LIMIT = Duration.ofSeconds(15);
    private static final Duration OTHER_ROWS_LIMIT = Duration.ofSeconds(45);
    /** From here on rows that refer to each other are given time to come together. */
    private static final int TIMES_TO_LINGER = 3;

    private final SinkOptions options;
    private final Connection connection;
    private final TargetTables tables;
    private final TableStore tableStore;
    private final Map<TopicPartition, Hold> holds = new HashMap<>();

    /** What is known of one partition: also after its release, until its rows are applied. */
    private static final class Hold {
        private TableDefinition table;
        private PgTwinException reason;
        private Instant since = Instant.now();
        private Instant next;
        private long rowsOfAll;
        private int times;
        private boolean released;
    }

    HeldPartitions(SinkOptions options, Connection connection, TargetTables tables, TableStore tableStore) {
        this.options = options;
        this.connection = connection;
        this.tables = tables;
        this.tableStore = tableStore;
    }

    /** They come anew. */
    void forget(Set<TopicPartition> partitions) {
        holds.keySet().removeAll(partitions);
    }

    /** Those that wait now. */
    Set<TopicPartition> waiting() {
        Set<TopicPartition> waiting = new HashSet<>();
        holds.forEach((partition, hold) -> {
            if (!hold.released) {
                waiting.add(partition);
            }
        });
        return waiting;
    }

    /** Holds back what a batch has for the tables that are not ready. */
    void hold(Batch batch, NotReadyException why) {
        for (TableDefinition table : why.tables()) {
            batch.partitionsOf(table.id()).forEach(partition -> hold(partition, table, why.reason()));
        }
    }

    private void hold(TopicPartition partition, TableDefinition table, PgTwinException reason) {
        Hold hold = holds.computeIfAbsent(partition, it -> new Hold());
        hold.table = table;
        hold.reason = reason;
        hold.released = false;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(hold.times, MOST_DOUBLINGS));
        hold.next = Instant.now().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        hold.times++;
        if (hold.times == 1) {
            LOG.info("Rows of {} wait, while other tables go on: {}", table.id(), reason.getMessage());
        }
    }

    /** Those of a batch that were tried again and again: each may wait for rows that wait for some of its own. */
    Set<TopicPartition> stuck(Batch batch) {
        Set<TopicPartition> stuck = waiting();
        stuck.retainAll(batch.partitions());
        stuck.removeIf(partition -> !needsCompany(holds.get(partition)));
        return stuck;
    }

    /** A beginning of its rows was applied, so the others are tried again soon. */
    void gotOn(TopicPartition partition) {
        Hold hold = holds.get(partition);
        hold.since = Instant.now();
        hold.next = hold.since.plus(FIRST_PAUSE);
    }

    void applied(Batch batch) {
        if (!holds.isEmpty()) {
            holds.keySet().removeAll(batch.partitions());
        }
    }

    /** Whether what is released now was tried so often that it should not be tried alone. */
    boolean needCompany(Set<TopicPartition> released) {
        return released.stream().map(holds::get).filter(Objects::nonNull).anyMatch(HeldPartitions::needsCompany);
    }

    private static boolean needsCompany(Hold hold) {
        return hold.times >= TIMES_TO_LINGER && waitsForRows(hold);
    }

    private static boolean waitsForRows(Hold hold) {
        FailureKind kind = hold.reason.kind();
        return kind == FailureKind.FOREIGN_KEY_VIOLATED || kind == FailureKind.CONSTRAINT_VIOLATED;
    }

    /**
     * Those of {@code asked} that may be tried again, and that do not wait at all; they are released. No other is:
     * batches that follow may still hold later records of it, because the task thread does not know yet that it waits.
     *
     * @throws PgTwinException why a partition waits, if it has done so for too long
     */
    Set<TopicPartition> release(Set<TopicPartition> asked) throws SQLException {
        Set<TopicPartition> released = new HashSet<>(asked);
        released.removeAll(waiting());
        for (TopicPartition partition : waiting()) {
            Hold hold = holds.get(partition);
            if (!asked.contains(partition)) {
                continue;
            }
            boolean ready = waitsForRows(hold) ? isTimeFor(hold) : isThere(hold);
            if (ready) {
                hold.released = true;
                released.add(partition);
            }
        }
        return released;
    }

    private boolean isTimeFor(Hold hold) throws SQLException {
        if (Instant.now().isBefore(hold.next)) {
            return false;
        }
        CopyState copy = copyState();
        if (copy.running() && copy.rows() > hold.rowsOfAll) {
            hold.since = Instant.now();
        }
        hold.rowsOfAll = copy.rows();
        Duration limit = retryTimeout();
        if (!copy.running() && limit.compareTo(OTHER_ROWS_LIMIT) > 0) {
            limit = OTHER_ROWS_LIMIT;
        }
        if (hasWaited(hold, limit)) {
            throw hold.reason;
        }
        return true;
    }

    private boolean isThere(Hold hold) throws SQLException {
        Duration notice = retryTimeout().compareTo(NOTICE_LIMIT) < 0 ? retryTimeout() : NOTICE_LIMIT;
        boolean told = tableStore.isTold(hold.table.id());
        try {
            if (tables.find(hold.table).isPresent()) {
                return true;
            }
        } catch (PgTwinException e) {
            if (told || hasWaited(hold, notice)) {
                throw e;
            }
            return false; // what it lacks may come with the structure
        }
        if (options.appliesStructure() && hasWaited(hold, notice) && tellsItsTypes(hold.table) && !copyState().told()) {
            LOG.warn("Nothing was told of table {}: topic <topic.prefix> itself is not among the sink's topics",
                    hold.table.id());
            tables.create(hold.table);
            return true;
        }
        if (!options.appliesStructure() || hasWaited(hold, retryTimeout())) {
            throw hold.reason;
        }
        return false;
    }

    private static boolean tellsItsTypes(TableDefinition table) {
        return !table.columns().isEmpty()
                && table.columns().stream().map(ColumnDefinition::type).noneMatch(String::isEmpty);
    }

    private CopyState copyState() throws SQLException {
        return CopyState.read(connection, options.progressSchema(), options.connector());
    }

    private static boolean hasWaited(Hold hold, Duration limit) {
        return Duration.between(hold.since, Instant.now()).compareTo(limit) >= 0;
    }

    private Duration retryTimeout() {
        return options.connection().retryTimeout();
    }
}
