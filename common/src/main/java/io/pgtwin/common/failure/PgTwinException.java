package io.pgtwin.common.failure;

/**
 * Anything that stops pgtwin, with what and where in {@code what}, and the kind's remedy behind it. Neither may hold
 * secrets or row values, and the cause's message neither: Connect shows the whole chain in its REST answers.
 */
public final class PgTwinException extends RuntimeException {
    private final FailureKind kind;

    /** @param what what failed and where, as a clause without a full stop */
    public PgTwinException(FailureKind kind, String what) {
        this(kind, what, null);
    }

    public PgTwinException(FailureKind kind, String what, Throwable cause) {
        super(what + " [" + kind + "] " + kind.remedy(), cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }

    public boolean isRetriable() {
        return kind.isRetriable();
    }
}
