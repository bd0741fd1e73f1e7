package io.pgtwin.common.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

class SqlFailuresTest {
    @ParameterizedTest
    @CsvSource({"08006,CONNECTION_LOST", "08001,CONNECTION_LOST", "08004,AUTHENTICATION", "57P01,CONNECTION_LOST",
        "57P03,SERVER_NOT_READY", "53300,TOO_MANY_CONNECTIONS", "40P01,CONCURRENT_UPDATE", "55006,CONCURRENT_UPDATE",
        "28P01,AUTHENTICATION", "28000,AUTHENTICATION", "3D000,DATABASE_MISSING", "42501,PRIVILEGE_MISSING",
        "42P01,TARGET_TABLE_MISSING", "22P02,VALUE_REFUSED", "22003,VALUE_REFUSED", "23505,CONSTRAINT_VIOLATED",
        "23P01,CONSTRAINT_VIOLATED", "53100,OUT_OF_SPACE", "XX000,UNEXPECTED", "X,UNEXPECTED", "'',UNEXPECTED"})
    void anSqlStateIsAKind(String state, FailureKind kind) {
        assertThat(SqlFailures.kindOf(new SQLException("no", state))).isEqualTo(kind);
    }

    @Test
    void whatIsInUseIsASlotOnlyToThoseWhoReadOne() {
        assertThat(SqlFailures.ofSlot(new SQLException("no", "55006"), "x").kind()).isEqualTo(FailureKind.SLOT_ACTIVE);
        assertThat(SqlFailures.ofSlot(new SQLException("no", "42501"), "x").kind())
                .isEqualTo(FailureKind.PRIVILEGE_MISSING);
    }

    @Test
    void aStreamOfWhichTheServerDoesNotKnowTheTablesIsLost() {
        SQLException unknown = new SQLException("ERROR: could not map filenumber \"base/5/7\" to relation OID",
                "XX000");
        assertThat(SqlFailures.ofStream(unknown, "x").kind()).isEqualTo(FailureKind.SLOT_LOST);
        assertThat(SqlFailures.ofStream(new SQLException("no", "XX000"), "x").kind()).isEqualTo(FailureKind.UNEXPECTED);
    }

    @ParameterizedTest
    @CsvSource({"XX000,requested WAL segment 00000001000000000000001F has already been removed",
        "58P01,requested WAL segment 00000001000000000000001F has already been removed",
        "XX000,das angeforderte WAL-Segment 00000001000000000000001F wurde schon entfernt"})
    void aStreamWhoseWalWasRemovedUnderItMayGoOn(String state, String message) {
        assertThat(SqlFailures.ofStream(new SQLException(message, state), "x").isRetriable()).isTrue();
    }

    @Test
    void anErrorWithoutSqlStateIsUnexpected() {
        assertThat(SqlFailures.kindOf(new SQLException("no"))).isEqualTo(FailureKind.UNEXPECTED);
    }

    @Test
    void onlyErrorsAboutValuesAreAboutData() {
        assertThat(SqlFailures.isAboutData(new SQLException("no", "23505"))).isTrue();
        assertThat(SqlFailures.isAboutData(new SQLException("no", "22001"))).isTrue();
        assertThat(SqlFailures.isAboutData(new SQLException("no", "40001"))).isFalse();
    }

    @Test
    void theMessageSaysWhatWhyAndWhatToDo() {
        PgTwinException failure =
                SqlFailures.of(server("42501", "permission denied for table b"), "Cannot copy table a.b");

        assertThat(failure.kind()).isEqualTo(FailureKind.PRIVILEGE_MISSING);
        assertThat(failure).hasMessage("Cannot copy table a.b: ERROR: permission denied for table b (SQLSTATE 42501)"
                + " [PRIVILEGE_MISSING] " + FailureKind.PRIVILEGE_MISSING.remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "invalid input syntax for type integer: \"s3cret\"",
        "invalid input syntax for type json: \"he said \"s3cret\" and left\"",
        "invalid input value for enum mood: \"two\nlines s3cret\"",
        "value \"s3cret\" is out of range for type integer",
        "ungültige Eingabesyntax für Typ integer: »s3cret«",
        "syntaxe en entrée invalide pour le type integer : « s3cret »",
        "неверный синтаксис для типа integer: \"s3cret\""})
    void valuesThatTheServerQuotesAreNotShown(String message) {
        assertHidden(server("22P02", message));
    }

    @Test
    void bytesThatTheServerQuotesAreNotShown() {
        PgTwinException failure = SqlFailures.of(
                server("22021", "invalid byte sequence for encoding \"UTF8\": 0x73 0x33"), "Cannot write");

        assertThat(failure.getMessage()).contains("invalid byte sequence").doesNotContain("0x73", "0x33");
    }

    @Test
    void theTypeThatRefusesAValueIsShown() {
        PgTwinException failure =
                SqlFailures.of(server("22P02", "invalid input syntax for type integer: \"x\""), "Cannot write");

        assertThat(failure).hasMessageContaining("invalid input syntax for type integer: (value) (SQLSTATE 22P02)");
    }

    @Test
    void valuesThatTheDriverShowsAreNotShown() {
        assertHidden(new PSQLException("Bad value for type int : s3cret", PSQLState.NUMERIC_VALUE_OUT_OF_RANGE));
    }

    @Test
    void messagesOfTriggersAreNotShown() {
        assertHidden(server("P0001", "row s3cret is not welcome"));
    }

    @Test
    void theStatementOfABatchIsNotShown() {
        BatchUpdateException batch =
                new BatchUpdateException("Batch entry 0 INSERT ... ('s3cret') was aborted", "22P02", new int[0]);
        batch.setNextException(server("22P02", "invalid input syntax for type integer: \"s3cret\""));

        assertHidden(batch);
        assertThat(SqlFailures.kindOf(batch)).isEqualTo(FailureKind.VALUE_REFUSED);
    }

    @Test
    void theViolatedConstraintIsNamedWithItsTable() {
        SQLException error = server("23505", "duplicate key value\0Dkey (id)=(s3cret)\0sshop\0titems\0nitems_pkey");

        assertHidden(error);
        assertThat(SqlFailures.of(error, "Cannot write"))
                .hasMessageContaining("constraint \"items_pkey\" of table shop.items is violated (SQLSTATE 23505)");
    }

    @Test
    void theColumnThatMustNotBeNullIsNamed() {
        SQLException error = server("23502", "null value\0Drow contains (s3cret, null)\0sshop\0titems\0cname");

        assertHidden(error);
        assertThat(SqlFailures.of(error, "Cannot write"))
                .hasMessageContaining("column \"name\" of table shop.items must not be null");
    }

    @Test
    void theConstraintOfADomainIsNamedWithItsType() {
        SQLException error = server("23514", "value for domain percent\0sshop\0dpercent\0npercent_check");

        assertThat(SqlFailures.of(error, "Cannot write"))
                .hasMessageContaining("constraint \"percent_check\" of type shop.percent is violated");
    }

    @Test
    void aViolationThatAFunctionRaisedNamesNothing() {
        SQLException error = server("23505", "s3cret is taken");

        assertHidden(error);
        assertThat(SqlFailures.of(error, "Cannot write")).hasMessageContaining("integrity constraint violated");
    }

    private static void assertHidden(SQLException error) {
        PgTwinException failure = SqlFailures.of(error, "Cannot write");
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.getMessage()).contains("SQLSTATE").doesNotContain("s3cret");
            assertThat(each.getSuppressed()).isEmpty();
        }
    }

    /** As the driver makes it when it does not log the server's details. @param fields message, then other fields */
    private static PSQLException server(String state, String fields) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0M" + fields + "\0"), false);
    }
}
