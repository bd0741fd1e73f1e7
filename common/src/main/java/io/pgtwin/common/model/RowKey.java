package io.pgtwin.common.model;

import java.util.Arrays;

/** The values of a row's key columns, comparable by content also where a value is a byte array. */
public final class RowKey {
    private final Object[] values;
    private final int hash;

    RowKey(Object[] values) {
        this.values = values;
        this.hash = Arrays.deepHashCode(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey that && hash == that.hash && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Says only how many columns there are: values are never shown. */
    @Override
    public String toString() {
        return "key of " + values.length + " columns";
    }
}
