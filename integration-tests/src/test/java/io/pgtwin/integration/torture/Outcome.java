package io.pgtwin.integration.torture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a round ended.
 *
 * @param consistency of the sink
 * @param failure empty if source and target were equal and every invariant held
 */
record Outcome(long seed, String consistency, boolean struckTheCopy, List<Strike> strikes, Duration took,
        Optional<Throwable> failure) {
    static Outcome of(Round round, Duration took, Optional<Throwable> failure) {
        return new Outcome(round.seed(), round.consistency(), round.strikesTheCopy(), round.strikes(), took, failure);
    }

    boolean isEqual() {
        return failure.isEmpty();
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + consistency + (struckTheCopy ? ", struck from the copy on: " : ": ")
                + strikes + ": "
                + (isEqual() ? "equal" : "NOT equal") + " after " + took.toSeconds() + " s";
    }
}
