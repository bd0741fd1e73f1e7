package io.pgtwin.testbed.quickstart;

/**
 * How far the full copy of one table has come in the target.
 *
 * @param expected an estimate until the source has read the whole table
 */
record TableProgress(String table, long rows, long expected, boolean copied) {
}
