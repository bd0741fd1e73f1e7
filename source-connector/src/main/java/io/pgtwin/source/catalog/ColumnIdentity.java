package io.pgtwin.source.catalog;

/** A column as both the catalog and the replication stream identify it; equal identities mean an unchanged column. */
public record ColumnIdentity(String name, long typeOid, int typeModifier) {}
