package io.pgtwin.source.offset;

import java.util.Map;

/**
 * When sequences were told last; nobody reads it. Sequences are read beside the stream of changes, so what is told of
 * them must not carry the position of the changes: that could be behind one that is stored already, or ahead of what is
 * queued.
 *
 * <pre>
 * partition   {"sequences": topic.prefix}
 * offset      read_ms   milliseconds since 1970 UTC
 * </pre>
 */
public record SequencesOffset(long readMillis) implements StoredPart {
    @Override
    public Map<String, ?> partitionIn(String topicPrefix) {
        return Map.of("sequences", topicPrefix);
    }

    @Override
    public Map<String, ?> toMap() {
        return Map.of("read_ms", readMillis);
    }
}
