package io.pgtwin.common.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TargetNamesTest {
    @Test
    void anotherNameIsAlwaysTheSameAndDependsOnTheOrigin() {
        String name = TargetNames.otherName("items_pkey", "app.items.items_pkey");

        assertThat(name).startsWith("items_pkey_")
                .isEqualTo(TargetNames.otherName("items_pkey", "app.items.items_pkey"))
                .isNotEqualTo(TargetNames.otherName("items_pkey", "old.items.items_pkey"));
    }

    @Test
    void anotherNameFitsAndNoCharacterIsCut() {
        String name = TargetNames.otherName("ä".repeat(31), "origin");

        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(name).startsWith("ä".repeat(27) + "_");
    }
}
