package io.pgtwin.source.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.config.Finding;
import io.pgtwin.source.catalog.ServerFacts;

class SourceChecksTest {
    @ParameterizedTest
    @ValueSource(ints = {100_000, 130_014, 180_001, 189_999})
    void everyVersionFrom10To18IsGood(int version) {
        assertThat(SourceChecks.server(new ServerFacts(version, "logical", "ann", true), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {90_624, 190_000})
    void otherVersionsAreNot(int version) {
        assertThat(SourceChecks.server(new ServerFacts(version, "logical", "ann", true), false)).singleElement()
                .satisfies(it -> assertThat(it.option()).isEqualTo("connection.url"))
                .satisfies(it -> assertThat(it.message())
                        .contains("PostgreSQL 10 to 18 is needed", String.valueOf(version)));
    }

    @Test
    void changesNeedALogicalWal() {
        List<Finding> findings = SourceChecks.server(new ServerFacts(170_004, "replica", "ann", true), true);

        assertThat(findings).singleElement().satisfies(it -> assertThat(it.option()).isEqualTo("connection.url"))
                .satisfies(it -> assertThat(it.message())
                        .contains("wal_level=replica", "ALTER SYSTEM SET wal_level = logical"));
    }

    @Test
    void changesNeedAnAccountThatMayReplicate() {
        List<Finding> findings = SourceChecks.server(new ServerFacts(170_004, "logical", "ann \"a\"", false), true);

        assertThat(findings).singleElement().satisfies(it -> assertThat(it.option()).isEqualTo("connection.user"))
                .satisfies(it -> assertThat(it.message()).contains("ALTER ROLE \"ann \"\"a\"\"\" REPLICATION"));
    }

    @Test
    void aCopyNeedsNeither() {
        assertThat(SourceChecks.server(new ServerFacts(170_004, "replica", "ann", false), false)).isEmpty();
    }

    @Test
    void allFindingsComeAtOnce() {
        assertThat(SourceChecks.server(new ServerFacts(90_624, "minimal", "ann", false), true)).hasSize(3);
    }
}
