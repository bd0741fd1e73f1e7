package io.pgtwin.source.stream;

import java.time.Duration;

/**
 * How a slot is read.
 *
 * @param wal how much WAL the server may keep for it
 */
public record StreamSettings(String slot, String publication, Duration statusInterval, Duration heartbeatInterval,
        WalLimits wal) {
    /** In bytes; zero: none. */
    public record WalLimits(long warn, long max) {}
}
