package io.pgtwin.benchmarks.systems;

/** What a system takes part in. */
public enum Ability {
    /** Copies rows that are there. */
    COPY,
    /** Follows changes, and can be halted and go on. */
    CHANGES,
    /** Makes the tables in the target. */
    STRUCTURE,
    /** Is a pair of connectors that also run one after the other. */
    HALVES
}
