package io.pgtwin.integration.torture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a round ended.
 *
 * @param failure empty if source and target were equal and every invariant held
 */
record Outcome(long seed, boolean struckTheCopy, List<Strike> strikes, Duration took, Optional<Throwable> failure) {
    static Outcome of(Round round, Duration took, Optional<Throwable> failure) {
        return new Outcome(round.seed(), round.strikesTheCopy(), round.strikes(), took, failure);
    }

    boolean isEqual() {
        return failure.isEmpty();
    }

    @Override
    public String toString() {
        return "seed " + seed + (struckTheCopy ? ", struck from the copy on: " : ": ") + strikes + ": "
                + (isEqual() ? "equal" : "NOT equal") + " after " + took.toSeconds() + " s";
    }
}
