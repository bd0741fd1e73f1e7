package io.pgtwin.testbed.handover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.SequenceReader;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.sink.TargetTakeOver;
import io.pgtwin.sink.structure.FollowedSequences;
import io.pgtwin.source.SourceTakeOver;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedException;

/**
 * Waits until the target has everything, and then sets its sequences to where the source's stand. Kafka has everything
 * when the slot is confirmed up to where the source's WAL ended; the target has it when no record is left behind its
 * progress. That is looked at until nothing has come into Kafka from one time to the next, because then nobody writes
 * to the source any more.
 */
final class HandOver {
    private final SourceTakeOver source;
    private final TargetTakeOver target;
    private final UnreadRecords records;
    private final Duration limit;
    private final Consumer<String> out;

    private final long start = System.nanoTime();

    /** @param out takes what is done, line by line */
    HandOver(SourceTakeOver source, TargetTakeOver target, UnreadRecords records, Duration limit,
            Consumer<String> out) {
        this.source = source;
        this.target = target;
        this.records = records;
        this.limit = limit;
        this.out = out;
    }

    /**
     * @return whether every sequence that the target has is set
     * @throws TestbedException if the target does not have everything within the limit
     * @throws PgTwinException if one of the databases refuses something
     */
    boolean run() {
        target.tables(); // fails early for a sink that nobody knows
        awaitEverything();
        out.accept("The target has everything: " + target.tables().size() + " tables");
        target.failed().forEach(it -> out.accept("  not made  " + it));
        return setSequences();
    }

    private void awaitEverything() {
        Map<String, Long> ends = awaitApplied();
        for (Map<String, Long> later = awaitApplied(); !later.equals(ends); later = awaitApplied()) {
            out.accept("Changes still come, in " + changed(ends, later));
            require(!isOver(), () -> "the source is still written to. Stop what writes to it, and run this again");
            ends = later;
        }
    }

    private static Set<String> changed(Map<String, Long> ends, Map<String, Long> later) {
        Map<String, Long> changed = new TreeMap<>(later);
        changed.entrySet().removeAll(ends.entrySet());
        return changed.keySet();
    }

    /** @return where the topics end that hold what was applied */
    private Map<String, Long> awaitApplied() {
        if (source.followsChanges()) {
            await(source::writers, it -> "transactions of the source are not over: " + it
                    + ". End them, and run this again");
            Lsn end = source.end();
            await(() -> source.confirmed().isBefore(end) ? List.of(source.confirmed()) : List.of(),
                    it -> "Kafka has the source's changes up to " + it + " of " + end
                            + " only. See whether the source connector runs, and run this again");
        }
        Map<String, Long> ends = records.ends(topics());
        await(() -> records.beyond(target.nextOffsets(), ends),
                it -> "the target has not applied all records of topics " + it
                + ". See whether the sink connector runs, and run this again");
        await(target::unfinished, it -> "the target is not complete: " + it
                + ". See pgtwin.status and pgtwin.structure in it");
        return ends;
    }

    private List<String> topics() {
        List<String> topics = new ArrayList<>(List.of(source.topics().ofStructure()));
        target.tables().stream().map(source.topics()::ofTable).forEach(topics::add);
        return topics;
    }

    /** Returns when nothing is left. */
    private void await(Supplier<? extends Collection<?>> left, Function<Collection<?>, String> failure) {
        require(Await.holdsWithin(rest(), () -> left.get().isEmpty()), () -> failure.apply(left.get()));
    }

    private void require(boolean condition, Supplier<String> failure) {
        if (!condition) {
            throw new TestbedException("After " + limit.toSeconds() + " s " + failure.get());
        }
    }

    private Duration rest() {
        return limit.minusNanos(System.nanoTime() - start);
    }

    private boolean isOver() {
        return rest().isNegative();
    }

    private boolean setSequences() {
        SequenceReader reader = source.sequences(target.tables());
        boolean complete = true;
        for (TableId sequence : reader.unreadable()) {
            out.accept("  FAILED    sequence " + sequence
                    + ": the account may not read it at the source; GRANT SELECT ON it");
            complete = false;
        }
        List<SequenceValue> values = reader.values();
        for (SequenceValue value : values) {
            complete &= set(value);
        }
        if (!reader.values().equals(values)) {
            throw new TestbedException("The source's sequences have moved meanwhile. Stop what uses it, and run this"
                    + " again");
        }
        return complete;
    }

    private boolean set(SequenceValue value) {
        try {
            out.accept("  " + words(target.handOver(value), value));
            return true;
        } catch (PgTwinException e) {
            out.accept("  FAILED    " + e.getMessage());
            return false;
        }
    }

    private static String words(FollowedSequences.Result result, SequenceValue value) {
        String at = "sequence " + value.sequence() + " at " + value.lastValue()
                + (value.called() ? "" : ", the next one");
        return switch (result) {
            case SET -> "set       " + at;
            case SAME -> "stood     " + at;
            case AHEAD -> "left      " + at + ": the target has used it, and is further";
            case MISSING -> "missing   " + at + ": it is not in the target";
        };
    }
}
