package io.pgtwin.benchmarks.systems;

import java.util.Optional;

/** A system at work on one pair of databases. */
public interface Running extends AutoCloseable {
    /** Whether every row of the full copy is in the target. */
    boolean isCopied();

    /** @throws IllegalStateException if the system has given up */
    default void check() {
    }

    /** Returns when nothing is applied any more; changes from then on make a backlog. Needs {@link Ability#CHANGES}. */
    void halt();

    void goOn();

    /** The two connectors of a system with {@link Ability#HALVES}. */
    default Optional<ConnectorPair> connectors() {
        return Optional.empty();
    }

    /** Leaves nothing behind outside of the two databases. */
    @Override
    void close();
}
