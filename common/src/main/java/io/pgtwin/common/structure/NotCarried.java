package io.pgtwin.common.structure;

/**
 * Something at the source that belongs to the selected tables or their schemas, and that is not created in the target.
 *
 * @param kind like {@code view}
 * @param name as a person would look for it, qualified
 * @param reason why it stays behind, as a clause
 */
public record NotCarried(String kind, String name, String reason) {}
