package io.pgtwin.source.offset;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * What people want Connect to store in place of what a stopped source has stored, checked for its shape.
 *
 * @param sync the position from which the sync is to go on; empty if it is removed or left as it is
 * @param begunAgain whether the position is removed, so that the sync begins again
 */
public record AlteredOffsets(Optional<SourceOffset> sync, boolean begunAgain) {
    private static final Set<String> OTHER_PARTITIONS = Set.of("table", "sequences", "slice");
    private static final String SHAPES = "; expected {\"sync\": topic.prefix} with an offset as GET .../offsets shows"
            + " it, or another partition as it shows them";

    /**
     * @param offsets by partition; null removes
     * @throws PgTwinException CONFIGURATION if something has another shape
     */
    public static AlteredOffsets of(String topicPrefix, Map<Map<String, ?>, Map<String, ?>> offsets) {
        Optional<SourceOffset> sync = Optional.empty();
        boolean begunAgain = false;
        for (Map.Entry<Map<String, ?>, Map<String, ?>> entry : offsets.entrySet()) {
            if (entry.getKey().equals(SourceOffset.partition(topicPrefix))) {
                sync = SourceOffset.of(entry.getValue());
                begunAgain = sync.isEmpty();
            } else if (entry.getValue() != null && !isOther(entry.getKey(), topicPrefix)) {
                throw new PgTwinException(FailureKind.CONFIGURATION, "Partition " + entry.getKey()
                        + " is none of a pgtwin source with topic.prefix '" + topicPrefix + "'" + SHAPES);
            }
        }
        return new AlteredOffsets(sync, begunAgain);
    }

    private static boolean isOther(Map<String, ?> partition, String topicPrefix) {
        return partition.size() == 1 && partition.entrySet().stream().allMatch(field ->
                OTHER_PARTITIONS.contains(field.getKey()) && String.valueOf(field.getValue()).startsWith(topicPrefix));
    }
}
