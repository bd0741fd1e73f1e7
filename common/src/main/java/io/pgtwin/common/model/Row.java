package io.pgtwin.common.model;

import java.util.Arrays;

/**
 * One image of a row: a slot for every column of a {@link TableDefinition}, in its order. A slot is in one of three
 * states that never become one {@code null}: a value, NULL, or unchanged (the server did not send it).
 *
 * <p>A value is a {@link Short}, {@link Integer}, {@link Long}, {@link Boolean}, {@link Float}, {@link Double},
 * {@link Text} or {@code byte[]}, as the column's {@link ValueKind} says. Immutable once built.
 */
public final class Row {
    private static final Object NULL = new Object();
    private static final Object UNCHANGED = new Object();

    private final Object[] slots;

    private Row(Object[] slots) {
        this.slots = slots;
    }

    public static Builder builder(int columns) {
        return new Builder(columns);
    }

    public int size() {
        return slots.length;
    }

    public boolean isNull(int column) {
        return slots[column] == NULL;
    }

    public boolean isUnchanged(int column) {
        return slots[column] == UNCHANGED;
    }

    /** @return true if every column holds a value or NULL */
    public boolean isComplete() {
        for (Object slot : slots) {
            if (slot == UNCHANGED) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalStateException if the column is NULL or unchanged */
    public Object value(int column) {
        Object slot = slots[column];
        if (slot == NULL || slot == UNCHANGED) {
            throw new IllegalStateException("column " + column + " is " + (slot == NULL ? "NULL" : "unchanged"));
        }
        return slot;
    }

    /** A row with the columns of {@code newer}, and this row's where {@code newer} is unchanged. */
    public Row overlaidBy(Row newer) {
        if (newer.isComplete()) {
            return newer;
        }
        Object[] merged = newer.slots.clone();
        for (int i = 0; i < merged.length; i++) {
            if (merged[i] == UNCHANGED) {
                merged[i] = slots[i];
            }
        }
        return new Row(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row that && Arrays.deepEquals(slots, that.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(slots);
    }

    /** Says only how many columns there are: values are never shown. */
    @Override
    public String toString() {
        return "row of " + slots.length + " columns";
    }

    /** Fills the slots, all of which are unchanged at first. Used once, by one thread. */
    public static final class Builder {
        private final Object[] slots;

        private Builder(int columns) {
            slots = new Object[columns];
            Arrays.fill(slots, UNCHANGED);
        }

        /**
         * @param value as {@link Row} holds it, or a {@link String} for a text
         * @throws IllegalArgumentException if a string is no Unicode text
         */
        public Builder value(int column, Object value) {
            slots[column] = value instanceof String string ? Text.of(string) : value;
            return this;
        }

        public Builder setNull(int column) {
            slots[column] = NULL;
            return this;
        }

        public Row build() {
            return new Row(slots);
        }
    }
}
