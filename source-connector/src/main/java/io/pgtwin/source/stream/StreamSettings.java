package io.pgtwin.source.stream;

import java.time.Duration;

/**
 * How a slot is read.
 *
 * @param watermarks whether the ends of transactions are marked
 */
public record StreamSettings(String slot, String publication, Duration statusInterval, Duration heartbeatInterval,
        boolean watermarks) {}
