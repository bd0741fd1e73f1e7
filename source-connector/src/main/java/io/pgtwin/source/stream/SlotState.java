package io.pgtwin.source.stream;

import io.pgtwin.common.model.Lsn;

/**
 * A row of pg_replication_slots.
 *
 * @param lost whether the server has removed WAL that the slot needs
 */
public record SlotState(String plugin, String database, boolean lost, Lsn confirmedFlush) {}
