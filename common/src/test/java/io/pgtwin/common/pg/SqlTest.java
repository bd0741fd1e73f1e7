package io.pgtwin.common.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableId;

class SqlTest {
    @Test
    void identifiersKeepCaseSpacesAndQuotes() {
        assertThat(Sql.identifier("Order \"Lines\"")).isEqualTo("\"Order \"\"Lines\"\"\"");
        assertThat(Sql.identifiers(List.of("a", "B,c"))).isEqualTo("\"a\", \"B,c\"");
    }

    @Test
    void dotsInNamesDoNotQualify() {
        assertThat(Sql.table(new TableId("my.schema", "t"))).isEqualTo("\"my.schema\".\"t\"");
    }

    @Test
    void literalsCannotBeLeft() {
        assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
        assertThat(Sql.literal("\\'; DROP TABLE t; --")).isEqualTo(" E'\\\\''; DROP TABLE t; --'");
    }

    @Test
    void settingsNeverShowWhatTheUrlsParametersHold() {
        ConnectionSettings settings =
                new ConnectionSettings("jdbc:postgresql://h/db?sslpassword=s3cret", "ann", "s3cret", "pgtwin");

        assertThat(settings).hasToString("ann at jdbc:postgresql://h/db");
    }
}
