package io.pgtwin.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableId;

class TableOffsetTest {
    private static final TableId TABLE = new TableId("shop", "a.b");

    @Test
    void whatIsStoredIsRead() {
        assertThat(TableOffset.of(TABLE, TableOffset.synced(TABLE).toMap())).contains(TableOffset.synced(TABLE));
        assertThat(TableOffset.of(TABLE, TableOffset.left(TABLE).toMap())).contains(TableOffset.left(TABLE));
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
        assertThatThrownBy(() -> TableOffset.of(TABLE, Map.of("state", "gone"))).hasMessageContaining("shop.a.b");
    }
}
