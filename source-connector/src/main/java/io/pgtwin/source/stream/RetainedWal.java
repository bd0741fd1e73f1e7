package io.pgtwin.source.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.source.stream.StreamSettings.WalLimits;

/**
 * From how much WAL the server keeps for the slot to whether that is too much; warns once each time that it becomes so.
 */
final class RetainedWal {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedWal.class);

    private final String slot;
    private final WalLimits limits;
    private boolean warned;

    RetainedWal(String slot, WalLimits limits) {
        this.slot = slot;
        this.limits = limits;
    }

    /** @return whether the slot must go */
    boolean isTooMuch(long bytes) {
        boolean much = limits.warn() > 0 && bytes > limits.warn();
        if (much && !warned) {
            LOG.warn("The server keeps {} bytes of WAL for slot '{}', more than slot.retained.warn.bytes={}. The slot"
                    + " follows what Kafka has taken: look for a slow or absent broker, or a transaction of the source"
                    + " that is open for long",
                    bytes, slot, limits.warn());
        } else if (!much && warned) {
            LOG.info("The server keeps {} bytes of WAL for slot '{}' again", bytes, slot);
        }
        warned = much;
        return limits.max() > 0 && bytes > limits.max();
    }
}
