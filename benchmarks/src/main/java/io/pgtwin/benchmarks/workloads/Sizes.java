package io.pgtwin.benchmarks.workloads;

import java.time.Duration;
import java.util.Locale;

/**
 * How much the systems are given to do.
 *
 * @param rows of a full copy
 * @param changingRows what there is before a backlog or a steady load
 * @param changes of a backlog
 * @param smallTableRows in each of 200 tables
 * @param largeRows each of 150 kB
 * @param time of a steady load
 */
public record Sizes(long rows, long changingRows, long changes, long smallTableRows, long largeRows, Duration time) {
    public static final Sizes FULL = new Sizes(1_000_000, 200_000, 400_000, 2_000, 2_000, Duration.ofSeconds(60));
    /**
     * As many changes as are measured: with fewer, compilers take a good part of a worker's time in the first round.
     */
    public static final Sizes WARM_UP = new Sizes(400_000, 100_000, 400_000, 50, 50, Duration.ofSeconds(5));
    /** Enough to see that everything runs; the numbers say little. */
    public static final Sizes QUICK = new Sizes(20_000, 10_000, 10_000, 50, 50, Duration.ofSeconds(5));

    public Sizes withRows(long other) {
        return new Sizes(other, changingRows, changes, smallTableRows, largeRows, time);
    }

    public Sizes withChangingRows(long other) {
        return new Sizes(rows, other, changes, smallTableRows, largeRows, time);
    }

    public Sizes withChanges(long other) {
        return new Sizes(rows, changingRows, other, smallTableRows, largeRows, time);
    }

    public Sizes withTime(Duration other) {
        return new Sizes(rows, changingRows, changes, smallTableRows, largeRows, other);
    }

    /** For the results. */
    public String text() {
        return String.format(Locale.ROOT, "full copies of %,d rows, of 200 tables with %,d rows each and of %,d large"
                + " rows; %,d changes to %,d rows (drain-giant: as many changes as rows); steady loads of %,d s", rows,
                smallTableRows, largeRows, changes, changingRows, time.toSeconds());
    }
}
