package io.pgtwin.testbed.sql;

/**
 * What one table holds: two tables with the same rows, in whatever order, have equal contents, and unequal rows make
 * unequal contents except by accident (one in 2^64).
 *
 * @param checksum sum of the first half of every row's MD5
 */
public record TableContents(long rows, String checksum) {
}
