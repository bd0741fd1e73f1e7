package io.pgtwin.sink.preflight;

/**
 * Something that would keep a sync from working.
 *
 * @param option the option whose value causes it
 */
public record Finding(String option, String message) {}
