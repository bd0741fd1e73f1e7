package io.pgtwin.sink.database;

/** Under which names source tables and their columns stand in the target. */
public record TargetMapping(NameMapping tables, ColumnMapping columns) {}
