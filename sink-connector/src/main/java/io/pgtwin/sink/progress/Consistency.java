package io.pgtwin.sink.progress;

import java.util.Optional;

import io.pgtwin.common.model.Lsn;

/**
 * What the target's tables are to each other.
 *
 * @param lsn they are the source as it was there; empty while some are ahead of others
 * @param commitMillis when the last transaction before it was committed, if that is new; milliseconds since 1970 UTC
 */
public record Consistency(Optional<Lsn> lsn, Optional<Long> commitMillis) {
    /** Some tables are ahead of others. */
    public static final Consistency NONE = new Consistency(Optional.empty(), Optional.empty());

    public static Consistency at(Lsn lsn, Optional<Long> commitMillis) {
        return new Consistency(Optional.of(lsn), commitMillis);
    }
}
