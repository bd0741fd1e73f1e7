package io.pgtwin.source.stream;

import java.util.Optional;

import io.pgtwin.common.model.Lsn;

/**
 * A row of pg_replication_slots.
 *
 * @param loss why the server does not deliver from the slot any more, if so
 * @param retainedBytes how much WAL the server keeps because of the slot
 * @param walEnd where the server writes
 */
public record SlotState(String plugin, String database, Optional<String> loss, Lsn confirmedFlush, long retainedBytes,
        Lsn walEnd) {}
