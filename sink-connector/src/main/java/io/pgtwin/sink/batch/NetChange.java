package io.pgtwin.sink.batch;

import java.util.function.Predicate;

import io.pgtwin.common.model.Row;

/**
 * What a run of events does to one key in the end. The first event tells what the target is expected to have at the
 * key, the last one what it shall have.
 */
public final class NetChange {
    /** What the first event says about the target. */
    private enum Expected { ABSENT, PRESENT, EITHER }

    /** How the net change is carried out. */
    public enum Action {
        /** The key must be absent, and stays so. */
        CHECK_ABSENT,
        DELETE,
        /** The key must be absent; the row is new. */
        INSERT,
        /** The row must be present; some or all of its columns change. */
        UPDATE,
        /** A delete, and then an insert of a new row. */
        REPLACE,
        /** The row shall be there, whatever was there before. */
        PUT
    }

    private final Expected expected;
    private final Row key;
    private Row row;
    private boolean fresh;
    private boolean lenient;

    private NetChange(Expected expected, Row key, Row row, boolean fresh, boolean lenient) {
        this.expected = expected;
        this.key = key;
        this.row = row;
        this.fresh = fresh;
        this.lenient = lenient;
    }

    /** @param event no truncate, and none that moves a key */
    static NetChange first(SinkEvent event) {
        Row image = event.change().keyImage().orElseThrow();
        return switch (event.change().operation()) {
            case READ, CREATE -> new NetChange(Expected.ABSENT, image, image, true, event.mayRepeat());
            case UPDATE -> new NetChange(Expected.PRESENT, image, image, false, event.mayRepeat());
            case DELETE -> new NetChange(Expected.EITHER, image, null, false, event.mayRepeat());
            case TRUNCATE -> throw new IllegalArgumentException("a truncate has no key");
        };
    }

    /**
     * Adds what happens to the key next.
     *
     * @return false if it contradicts what happened before: only a look at the rows one by one can tell what is wrong
     */
    boolean then(SinkEvent event) {
        lenient |= event.mayRepeat();
        return switch (event.change().operation()) {
            case READ, CREATE -> create(event.after());
            case UPDATE -> update(event.after());
            case DELETE -> delete();
            case TRUNCATE -> throw new IllegalArgumentException("a truncate has no key");
        };
    }

    private boolean create(Row after) {
        boolean consistent = row == null || lenient;
        row = after;
        fresh = true;
        return consistent;
    }

    private boolean update(Row after) {
        if (row == null) {
            return false;
        }
        row = row.overlaidBy(after);
        return true;
    }

    private boolean delete() {
        row = null;
        return true;
    }

    /**
     * @param merge whether the source's row wins over whatever the target has
     * @param whole whether a row tells all that an insert needs
     */
    public Action action(boolean merge, Predicate<Row> whole) {
        boolean tolerant = merge || lenient;
        if (row == null) {
            return expected == Expected.ABSENT && !tolerant ? Action.CHECK_ABSENT : Action.DELETE;
        }
        if (tolerant) {
            return fresh || whole.test(row) ? Action.PUT : Action.UPDATE;
        }
        if (!fresh) {
            return Action.UPDATE;
        }
        return expected == Expected.ABSENT ? Action.INSERT : Action.REPLACE;
    }

    /** Whether the target must have had a row: an update was among the events, or came first. */
    public boolean mustBePresent() {
        return expected == Expected.PRESENT && !lenient;
    }

    /** Whether the target must not have had a row. */
    public boolean mustBeAbsent() {
        return expected == Expected.ABSENT && !lenient;
    }

    /** Whether a missing row is no fault, because a resumed copy may have seen its deletion already. */
    public boolean isLenient() {
        return lenient;
    }

    /** An image that holds the key. */
    public Row key() {
        return key;
    }

    /** The row as it shall be; only where the action is no delete or check. */
    public Row row() {
        return row;
    }
}
