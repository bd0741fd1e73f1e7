package io.pgtwin.sink.target;

/** Under which names source tables and their columns stand in the target. */
public record TargetMapping(NameMapping tables, ColumnMapping columns) {}
