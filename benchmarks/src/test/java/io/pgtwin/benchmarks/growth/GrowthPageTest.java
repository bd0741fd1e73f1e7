package io.pgtwin.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthPageTest {
    private static final String VERSIONS = "PostgreSQL 17";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("GROWTH.md");
    }

    @Test
    void aDimensionHasATableAndAChart() throws Exception {
        write(Dimension.COLUMNS, new GrowthPoint(3, Duration.ofMillis(1_250), 300_000, 50_000, 400),
                new GrowthPoint(300, Duration.ofMillis(1_300), 5_000, 2_000, 450));

        assertThat(file).content().containsSubsequence("\n## columns\n", "PostgreSQL 17",
                "| 3 | 1.3 | 300,000 | 50,000 | 400 |", "| 300 | 1.3 | 5,000 | 2,000 | 450 |",
                "![columns](results/growth-columns.png)");
        assertThat(ImageIO.read(folder.resolve("results/growth-columns.png").toFile()).getWidth()).isEqualTo(900);
    }

    @Test
    void otherDimensionsStayAndAnEarlierSectionIsReplaced() throws Exception {
        write(Dimension.TABLES, new GrowthPoint(1, Duration.ofSeconds(1), 11_111, 1, 1));
        write(Dimension.ROWS, new GrowthPoint(2, Duration.ofSeconds(2), 22_222, 2, 2));
        String both = Files.readString(file);

        write(Dimension.TABLES, new GrowthPoint(3, Duration.ofSeconds(3), 33_333, 3, 3));

        assertThat(both).containsSubsequence("\n## rows\n", "22,222", "\n## tables\n", "11,111");
        assertThat(file).content().isEqualTo(both.replace("| 1 | 1.0 | 11,111 | 1 | 1 |",
                "| 3 | 3.0 | 33,333 | 3 | 3 |"));
    }

    private void write(Dimension dimension, GrowthPoint... points) {
        new GrowthPage(file).write(new GrowthTable(dimension, List.of(points)), VERSIONS);
    }
}
