package io.pgtwin.source.stream;

import java.time.Duration;

/** How a slot is read. */
public record StreamSettings(String slot, String publication, Duration statusInterval, Duration heartbeatInterval) {}
