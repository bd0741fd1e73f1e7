package io.pgtwin.common.structure;

/** When an object is created. */
public enum StructurePhase {
    /** What rows need: schemas, types, sequences, tables, and the keys by which rows are found. */
    BEFORE_ROWS,
    /** What is cheaper to make, or can only be checked, when a table's rows are all there. */
    AFTER_ROWS
}
