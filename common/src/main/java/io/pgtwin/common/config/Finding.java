package io.pgtwin.common.config;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * What a live check found wrong.
 *
 * @param option the option that causes it
 * @param message what was found, what is needed and how to mend it
 */
public record Finding(String option, String message) {
    /** Of a database that could not be checked at all. */
    public static Finding ofConnection(PgTwinException failure) {
        boolean aboutUser = failure.kind() == FailureKind.AUTHENTICATION
                || failure.kind() == FailureKind.PRIVILEGE_MISSING;
        return new Finding(aboutUser ? ConnectionOptions.USER : ConnectionOptions.URL, failure.getMessage());
    }
}
