package io.pgtwin.source.pgoutput;

import java.util.Optional;

/** The byte before a tuple, which says which version of the row it is. */
final class TupleKind {
    private static final String FIELD = "tuple_kind";
    private static final char NEW = 'N';
    private static final char OLD_KEY = 'K';
    private static final char OLD_ROW = 'O';

    private TupleKind() {
    }

    static TupleData readNew(WireReader in) {
        int kind = in.int8(FIELD);
        if (kind != NEW) {
            throw in.before(1, FIELD, "expects 'N', has " + (kind & 0xFF));
        }
        return TupleData.read(in);
    }

    static OldTuple readOld(WireReader in) {
        int kind = in.int8(FIELD);
        return switch (kind) {
            case OLD_KEY -> OldTuple.read(in, OldTuple.Kind.KEY);
            case OLD_ROW -> OldTuple.read(in, OldTuple.Kind.FULL);
            default -> throw in.before(1, FIELD, "expects 'K' or 'O', has " + (kind & 0xFF));
        };
    }

    static Optional<OldTuple> readOldIfAny(WireReader in) {
        int next = in.peek(FIELD);
        return next == NEW ? Optional.empty() : Optional.of(readOld(in));
    }
}
