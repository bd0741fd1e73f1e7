package io.pgtwin.common.model;

/**
 * Where and when an event happened at the source.
 *
 * @param commitMillis when its transaction was committed, or when the copy's snapshot was taken; milliseconds since
 *     1970 UTC
 * @param transactionId the source's transaction number, 0 for rows of the full copy
 */
public record Origin(Position position, long commitMillis, long transactionId, Phase phase) {}
