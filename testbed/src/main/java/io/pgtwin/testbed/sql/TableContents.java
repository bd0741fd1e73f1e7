package io.pgtwin.testbed.sql;

/**
 * What one table holds: two tables with the same rows, in whatever order, have equal contents, and unequal rows make
 * unequal contents except by accident (one in 2^128).
 *
 * @param checksum sums of both halves of every row's MD5, as text
 */
public record TableContents(long rows, String checksum) {
}
