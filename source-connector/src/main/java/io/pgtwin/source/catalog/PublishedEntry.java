package io.pgtwin.source.catalog;

/**
 * How a publication records a table's changes.
 *
 * @param relation the table's OID
 * @param text tells the entry from one that is made later, or lets less pass
 */
public record PublishedEntry(long relation, String text) {}
