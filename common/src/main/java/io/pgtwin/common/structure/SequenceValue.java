package io.pgtwin.common.structure;

import java.util.Optional;

import io.pgtwin.common.model.TableId;

/**
 * Where a sequence stands.
 *
 * @param owner the table whose column owns it
 * @param called whether {@code lastValue} was handed out; otherwise it is the next one
 */
public record SequenceValue(TableId sequence, Optional<TableId> owner, long lastValue, boolean called) {}
