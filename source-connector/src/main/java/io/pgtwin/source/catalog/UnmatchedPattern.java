package io.pgtwin.source.catalog;

/**
 * A pattern of a list that means nothing at the source.
 *
 * @param option the list
 * @param message which pattern it is, and what it may mean
 */
public record UnmatchedPattern(String option, String message) {}
