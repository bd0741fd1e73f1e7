package io.pgtwin.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.SliceOffset.Finished;

class SliceOffsetTest {
    private static final TableId PART = new TableId("My \"Shop\"", "a.b");
    private static final SliceOffset READING = SliceOffset.reading(PART, 4_096, Lsn.parse("1/80000000"));
    private static final Finished LAST = new Finished(OptionalLong.empty(), "form",
            Lsn.parse("FFFFFFFF/FFFFFFFF"), 1L << 40);

    @Test
    void whatIsWrittenIsRead() {
        Finished range = new Finished(OptionalLong.of(8_192), "form", Lsn.parse("2/0"), 0);
        for (SliceOffset offset : List.of(READING, READING.done(LAST), READING.done(range))) {
            assertThat(SliceOffset.of(PART, 4_096, offset.toMap())).contains(offset);
        }
        assertThat(SliceOffset.of(PART, 4_096, null)).isEmpty();
    }

    @Test
    void aPartitionHasOneFieldThatTellsSlicesApart() {
        assertThat(READING.partitionIn("sync")).isEqualTo(Map.of("slice", "sync \"My \"\"Shop\"\"\".\"a.b\" 4096"));
    }

    @Test
    void onlyDoneSlicesAreDone() {
        Map<String, ?> partition = READING.partitionIn("sync");

        assertThat(SliceOffset.isDone(partition, READING.toMap())).isFalse();
        assertThat(SliceOffset.isDone(partition, READING.done(LAST).toMap())).isTrue();
        assertThat(SliceOffset.isDone(Map.of("sync", "sync"), Map.of("state", "done"))).isFalse();
    }

    @Test
    void whatSomebodyElseStoredIsRefused() {
        for (Map<String, ?> map : List.of(Map.of("state", "done"), Map.of("state", "reading"),
                Map.of("state", "half", "copy", "0/1"), Map.of("state", "done", "copy", "0/1", "rows", "many"))) {
            assertThatThrownBy(() -> SliceOffset.of(PART, 0, map)).isInstanceOf(PgTwinException.class)
                    .hasMessageContaining("a.b");
        }
    }
}
