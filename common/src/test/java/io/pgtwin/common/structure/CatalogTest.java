package io.pgtwin.common.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final String SQL = """
            SELECT a,
                   b, -->=12
                   c, --<12
                   d, -->=13 --<17
                   e -- plain comment
            """;

    @Test
    void linesForOtherVersionsAreLeftOut() {
        assertThat(Catalog.forVersion(SQL, 11)).contains("c,", "e").doesNotContain("b,", "d,");
        assertThat(Catalog.forVersion(SQL, 12)).contains("b,").doesNotContain("c,", "d,");
        assertThat(Catalog.forVersion(SQL, 16)).contains("b,", "d,");
        assertThat(Catalog.forVersion(SQL, 17)).contains("b,").doesNotContain("d,");
    }
}
