package io.pgtwin.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;

/** What people may store for a source. */
class AlteredOffsetsTest {
    private static final SourceOffset OFFSET =
            SourceOffset.copying(Set.of(SyncStep.values()), "1", Lsn.parse("0/1000")).copied(Lsn.parse("0/2000")).on(3);

    @Test
    void whatWasStoredMayBeStoredAgain() {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        TableOffset table = TableOffset.synced(new TableId("public", "items"), Optional.empty());
        offsets.put(SourceOffset.partition("shop"), OFFSET.toMap());
        offsets.put(table.partitionIn("shop"), table.toMap());
        offsets.put(new SequencesOffset(5).partitionIn("shop"), new SequencesOffset(5).toMap());

        assertThat(AlteredOffsets.of("shop", offsets).sync()).contains(OFFSET);
        assertThat(AlteredOffsets.of("shop", offsets).begunAgain()).isFalse();
    }

    @Test
    void removingThePositionBeginsAgain() {
        assertThat(AlteredOffsets.of("shop", offset(SourceOffset.partition("shop"), null)).begunAgain()).isTrue();
    }

    @Test
    void otherPartitionsMayOnlyBeRemoved() {
        assertThat(AlteredOffsets.of("shop", offset(Map.of("other", "x"), null)).begunAgain()).isFalse();
        refuses(Map.of("other", "x"), Map.of(), "{other=x}");
        refuses(SourceOffset.partition("another"), OFFSET.toMap(), "topic.prefix 'shop'");
        refuses(SourceOffset.partition("shop"), Map.of("step", "full"), "none of a pgtwin source");
    }

    private static void refuses(Map<String, ?> partition, Map<String, ?> offset, String message) {
        assertThatThrownBy(() -> AlteredOffsets.of("shop", offset(partition, offset)))
                .hasMessageContaining("CONFIGURATION").hasMessageContaining(message);
    }

    private static Map<Map<String, ?>, Map<String, ?>> offset(Map<String, ?> partition, Map<String, ?> offset) {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(partition, offset);
        return offsets;
    }
}
