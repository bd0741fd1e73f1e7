package io.pgtwin.common.structure;

import java.math.BigInteger;

/**
 * Where a sequence of the target stands.
 *
 * @param called whether {@code lastValue} was handed out; otherwise it is the next one
 */
public record SequenceStand(long lastValue, boolean called, long start, long increment) {
    /** Whether it was never used since it was made. */
    public boolean isUntouched() {
        return !called && lastValue == start;
    }

    public boolean isAt(SequenceValue value) {
        return lastValue == value.lastValue() && called == value.called();
    }

    /** Whether its next value comes before that of a sequence of the same increment that stands at {@code value}. */
    public boolean isBehind(SequenceValue value) {
        return next(lastValue, called).compareTo(next(value.lastValue(), value.called())) * Long.signum(increment) < 0;
    }

    /** Beyond the last one, where a sequence ends or cycles, it goes on. */
    private BigInteger next(long last, boolean handedOut) {
        BigInteger value = BigInteger.valueOf(last);
        return handedOut ? value.add(BigInteger.valueOf(increment)) : value;
    }
}
