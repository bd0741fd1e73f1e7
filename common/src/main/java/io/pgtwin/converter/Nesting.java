package io.pgtwin.converter;

import org.apache.kafka.connect.errors.DataException;

/** Keeps recursion finite: schemas that contain themselves and hostile input end in a failure, not in a full stack. */
final class Nesting {
    static final int LIMIT = 200;

    private Nesting() {
    }

    /** Fails when something is about to be written deeper than {@link #LIMIT}. */
    static void check(int depth) {
        if (depth > LIMIT) {
            throw new DataException("it is nested deeper than " + LIMIT + " levels (does it contain itself?)");
        }
    }

    /** Fails when something is about to be read deeper than {@link #LIMIT}. */
    static void check(int depth, ByteCursor in) {
        if (depth > LIMIT) {
            throw in.malformed("is nested deeper than " + LIMIT + " levels");
        }
    }
}
