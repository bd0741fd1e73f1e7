package io.pgtwin.integration.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Rounds on several fields side by side, each of which takes the next seed when it is free. For one run. */
final class Tournament {
    private final int fields;
    private final Pace pace;
    private final Optional<Path> report;
    private final Instant began = Instant.now();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private volatile boolean canFillDisks;

    /** @param report where to write it after every round, so that a run that is stopped has one, too */
    Tournament(int fields, Pace pace, Optional<Path> report) {
        this.fields = fields;
        this.pace = pace;
        this.report = report;
    }

    /** Every round is made, whatever becomes of the others; each prints how it ended. */
    List<Outcome> run(long firstSeed, int rounds) {
        AtomicLong seeds = new AtomicLong(firstSeed);
        Callable<Void> player = () -> {
            play(seeds, firstSeed + rounds);
            return null;
        };
        ExecutorService players = Executors.newFixedThreadPool(fields);
        try {
            for (Future<Void> made : players.invokeAll(Stream.generate(() -> player).limit(fields).toList())) {
                made.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A field could not be taken", e.getCause());
        } finally {
            players.shutdownNow();
        }
        return outcomes;
    }

    private synchronized void add(Outcome outcome) {
        outcomes.add(outcome);
        Duration took = Duration.between(began, Instant.now());
        report.ifPresent(new TortureReport(outcomes, fields, pace, took, canFillDisks)::write);
    }

    private void play(AtomicLong seeds, long end) {
        long seed = seeds.getAndIncrement();
        while (seed < end) {
            try (Field field = new Field(pace)) {
                canFillDisks = field.smallDisk().isPresent();
                boolean usable = true;
                while (usable && seed < end) {
                    usable = play(field, seed);
                    seed = seeds.getAndIncrement();
                }
            }
        }
    }

    /** @return whether the field can be used for another round */
    private boolean play(Field field, long seed) {
        Round round = new Round(field, seed);
        Instant start = Instant.now();
        Optional<Throwable> failure = Optional.empty();
        try {
            round.run();
        } catch (RuntimeException | AssertionError e) {
            field.keepLogs();
            failure = Optional.of(e);
        }
        Outcome outcome = Outcome.of(round, Duration.between(start, Instant.now()), failure);
        add(outcome);
        System.out.println("Torture, " + outcome);
        return failure.isEmpty();
    }
}
