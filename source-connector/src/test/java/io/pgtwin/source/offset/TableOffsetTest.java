package io.pgtwin.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.PublishedEntry;

class TableOffsetTest {
    private static final TableId TABLE = new TableId("shop", "a.b");

    @Test
    void whatIsStoredIsRead() {
        TableOffset published = TableOffset.synced(TABLE,
                Optional.of(new PublishedEntry(4_000_000_000L, "16400 all 16402")));
        Resync begun = new Resync("2026-11", Lsn.parse("FFFFFFFF/80000000"), false);

        for (TableOffset offset : List.of(TableOffset.synced(TABLE, Optional.empty()),
                TableOffset.left(TABLE), published,
                published.with(begun), published.with(begun.finished()))) {
            assertThat(TableOffset.of(TABLE, offset.toMap())).contains(offset);
        }
        assertThat(TableOffset.of(TABLE, null)).isEmpty();
    }

    @Test
    void partitionsHaveOneFieldAndDiffer() {
        assertThat(TableOffset.partition("shop", TABLE)).isEqualTo(Map.of("table", "shop \"shop\".\"a.b\""))
                .isNotEqualTo(TableOffset.partition("shop", new TableId("shop.a", "b")));
        assertThat(new SequencesOffset(1).partitionIn("shop")).hasSize(1);
    }

    @Test
    void offsetsOfOthersAreRefused() {
        for (Map<String, ?> other : List.of(Map.of("state", "gone"), Map.of("state", "synced", "published", "1 all"),
                Map.of("state", "synced", "published", 1), Map.of("state", "synced", "resync", "1"),
                Map.of("state", "synced", "resync", "1", "resync_lsn", "0", "resync_done", true))) {
            assertThatThrownBy(() -> TableOffset.of(TABLE, other)).hasMessageContaining("shop.a.b")
                    .hasMessageContaining("CONFIGURATION");
        }
    }
}
