package io.pgtwin.common.structure;

/** When an object is created. */
public enum StructurePhase {
    /** What rows need: schemas, types, sequences, tables, and the keys by which rows are found. */
    BEFORE_ROWS,
    /** What is cheaper to make, or can only be checked, when the table's rows are all there. */
    AFTER_ROWS,
    /** Foreign keys: they need the rows of two tables, and the unique constraint of the other one. */
    AFTER_ALL_ROWS
}
