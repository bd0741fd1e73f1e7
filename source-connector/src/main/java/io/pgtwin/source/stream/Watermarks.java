package io.pgtwin.source.stream;

/** Where the ends of transactions are marked. */
public enum Watermarks {
    NONE,
    /** One for many small transactions, if they come together. */
    PER_BATCH,
    /** Where each commit is to be one unit of Kafka, too. */
    PER_COMMIT
}
