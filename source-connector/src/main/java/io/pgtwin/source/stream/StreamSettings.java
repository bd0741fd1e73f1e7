package io.pgtwin.source.stream;

import java.time.Duration;

/**
 * How a slot is read.
 *
 * @param wal how much WAL the server may keep for it
 * @param maxEvents of a batch of changes
 * @param watermarks where the ends of transactions are marked
 */
public record StreamSettings(String slot, String publication, Duration statusInterval, Duration heartbeatInterval,
        WalLimits wal, int maxEvents, Watermarks watermarks) {
    /** In bytes; zero: none. */
    public record WalLimits(long warn, long max) {}
}
