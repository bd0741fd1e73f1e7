package io.pgtwin.sink.structure;

import java.util.Locale;

import io.pgtwin.common.structure.Outcome;

/** What became of an object. While it is announced or pending, only SQL tells so. */
enum ObjectState {
    CREATED,
    /** Something of its kind and name was there before pgtwin. */
    EXISTED,
    /**
     * It needs what is not carried over, or is a partition of a table that somebody else has partitioned in another
     * way.
     */
    LEFT_OUT,
    /** It could not be made; it is tried again when task 0 starts. */
    FAILED,
    /** By {@code structure.apply=false}. */
    NOT_APPLIED,
    PENDING;

    static ObjectState of(Outcome.Result result) {
        return switch (result) {
            case CREATED -> CREATED;
            case EXISTED -> EXISTED;
            case LEFT_OUT -> LEFT_OUT;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
