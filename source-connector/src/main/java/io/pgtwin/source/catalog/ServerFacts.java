package io.pgtwin.source.catalog;

/**
 * What a sync needs to know of its server.
 *
 * @param version like 170004
 * @param mayReplicate whether the account has REPLICATION, or a role that managed services give instead
 */
public record ServerFacts(int version, String walLevel, String user, boolean mayReplicate) {}
