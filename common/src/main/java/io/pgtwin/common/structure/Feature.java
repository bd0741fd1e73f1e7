package io.pgtwin.common.structure;

/**
 * Something in an object's definition that older servers do not know.
 *
 * @param name as a message names it, like {@code virtual generated column 'total'}
 * @param sinceVersion the first major version that has it
 */
public record Feature(String name, int sinceVersion) {}
