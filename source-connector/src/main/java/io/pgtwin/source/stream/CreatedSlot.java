package io.pgtwin.source.stream;

import io.pgtwin.common.model.Lsn;

/**
 * A slot that has just been created.
 *
 * @param snapshotName the snapshot at the consistent point; other sessions may take it as long as the creating session
 *     lives and sends no other command
 */
public record CreatedSlot(Lsn consistentPoint, String snapshotName) {}
