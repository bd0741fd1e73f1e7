package io.pgtwin.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DimensionTest {
    private static final long BYTES = 200_000_000;

    @Test
    void theAmountOfDataStaysTheSame() {
        assertThat(Dimension.COLUMNS.shape(100, BYTES)).isEqualTo(new Shape(1, 100_000, 100, 20));
        assertThat(Dimension.ROW_BYTES.shape(1_000_000, BYTES)).isEqualTo(new Shape(1, 200, 1, 1_000_000));
        assertThat(Dimension.TABLES.shape(2_000, BYTES)).isEqualTo(new Shape(2_000, 500, 10, 20));
        assertThat(Dimension.SINK_TASKS.shape(8, BYTES)).isEqualTo(new Shape(8, 125_000, 10, 20));
    }

    @Test
    void rowsAreAsManyAsTheValue() {
        assertThat(Dimension.ROWS.shape(30_000_000, BYTES)).isEqualTo(new Shape(1, 30_000_000, 10, 20));
    }

    @Test
    void optionsOfThePairFollowTheValue() {
        assertThat(Dimension.SINK_TASKS.pair(8).sink()).containsEntry("tasks.max", "8");
        assertThat(Dimension.SNAPSHOT_THREADS.pair(2).source()).containsEntry("snapshot.threads", "2");
        assertThat(Dimension.PARTITIONS.pair(4).source()).containsEntry("topic.creation.default.partitions", "4");
    }

    @Test
    void everyTableIsChanged() {
        assertThat(new Shape(2_000, 500, 10, 20).changes()).isEqualTo(200_000);
        assertThat(new Shape(1, 200, 1, 1_000_000).changes()).isEqualTo(200);
    }
}
