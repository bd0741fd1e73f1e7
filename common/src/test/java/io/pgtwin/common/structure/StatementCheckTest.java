package io.pgtwin.common.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.PgTwinException;

class StatementCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE \"a\".\"b;\" (c text DEFAULT ';--')", "CREATE UNIQUE INDEX i ON t (a)",
        "COMMENT ON TABLE t IS  E'it\\\\s; /* */'", "ALTER TABLE t ADD CONSTRAINT c CHECK (a - '-1'::integer > 0)",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
        "SET LOCAL check_function_bodies = off", "GRANT SELECT ON TABLE a.b TO r"})
    void definitionsPass(String sql) {
        assertThat(StatementCheck.checked(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DROP TABLE t", "CREATE ROLE r SUPERUSER", "ALTER ROLE r SUPERUSER", "SELECT f()",
        "CREATE TABLE t (a integer); DROP TABLE t", "CREATE TABLE t (a integer) -- '\n; DROP TABLE t --'",
        "CREATE TABLE t (a integer) /* ' */; DROP TABLE t --'", "COMMENT ON TABLE t IS E'\\''; DROP TABLE t; --'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; end; DROP TABLE t",
        "CREATE VIEW v AS SELECT 1 begin atomic; DROP TABLE t; END", "SET LOCAL role = r", "GRANT r TO s"})
    void everythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> StatementCheck.checked(sql)).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("RECORD_MALFORMED");
    }
}
