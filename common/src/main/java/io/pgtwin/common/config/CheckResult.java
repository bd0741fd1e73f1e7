package io.pgtwin.common.config;

import java.util.List;

/**
 * What a live check of a database has come to.
 *
 * @param check its name, a few words that stay the same from run to run
 * @param option the option that causes it
 * @param found what is there, as a clause without a full stop
 * @param needed what has to be there and how to get it, in words; empty if nothing has to be done
 * @param sql statements that mend it, in order, each complete with its semicolon; empty where SQL cannot
 */
public record CheckResult(String check, Status status, String option, String found, String needed, List<String> sql) {
    /** How a check ended. */
    public enum Status {
        OK,
        /** The sync can start, but something is likely to trouble it. */
        WARNING,
        /** The sync cannot work. */
        FAILED
    }

    public CheckResult {
        sql = List.copyOf(sql);
    }

    public static CheckResult ok(String check, String option, String found) {
        return new CheckResult(check, Status.OK, option, found, "", List.of());
    }

    public static CheckResult warning(String check, String option, String found, String needed, String... sql) {
        return new CheckResult(check, Status.WARNING, option, found, needed, List.of(sql));
    }

    public static CheckResult failed(String check, String option, String found, String needed, String... sql) {
        return new CheckResult(check, Status.FAILED, option, found, needed, List.of(sql));
    }

    public boolean isFailed() {
        return status == Status.FAILED;
    }

    public boolean isOk() {
        return status == Status.OK;
    }

    /** What to do: the words, then the statements. Empty if there is nothing to do. */
    public String remedy() {
        String statements = String.join(" ", sql);
        return needed.isEmpty() || sql.isEmpty() ? needed + statements : needed + ": " + statements;
    }

    /** What was found, what is needed and how to mend it. */
    public String message() {
        String remedy = remedy();
        return remedy.isEmpty() ? found : found + "; " + remedy;
    }
}
