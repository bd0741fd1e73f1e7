package io.pgtwin.source.preflight;

/**
 * What a check found wrong.
 *
 * @param option the option that causes it
 * @param message what was found, what is needed and how to mend it
 */
public record Finding(String option, String message) {}
