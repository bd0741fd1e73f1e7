package io.pgtwin.common.pg;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * What an SQLSTATE means to pgtwin, in one table, and the server's message without the row values that it may quote.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class SqlFailures {
    private static final String CHECK_VIOLATION = "23514";
    private static final String OBJECT_IN_USE = "55006";
    private static final String INTERNAL_ERROR = "XX000";
    private static final Map<String, FailureKind> BY_STATE = Map.ofEntries(
            Map.entry("08004", FailureKind.AUTHENTICATION), // the driver's word for a password that is missing
            Map.entry("23503", FailureKind.FOREIGN_KEY_VIOLATED),
            Map.entry("25P03", FailureKind.CONNECTION_LOST),
            Map.entry("28000", FailureKind.AUTHENTICATION),
            Map.entry("3D000", FailureKind.DATABASE_MISSING),
            Map.entry("40001", FailureKind.CONCURRENT_UPDATE),
            Map.entry("40P01", FailureKind.CONCURRENT_UPDATE),
            Map.entry("42501", FailureKind.PRIVILEGE_MISSING),
            Map.entry("42703", FailureKind.TARGET_COLUMN_MISSING),
            Map.entry("42704", FailureKind.TYPE_MISSING),
            Map.entry("42P01", FailureKind.TARGET_TABLE_MISSING),
            Map.entry("53100", FailureKind.OUT_OF_SPACE),
            Map.entry("53300", FailureKind.TOO_MANY_CONNECTIONS),
            Map.entry(OBJECT_IN_USE, FailureKind.CONCURRENT_UPDATE),
            Map.entry("55P03", FailureKind.CONCURRENT_UPDATE),
            Map.entry("57P01", FailureKind.CONNECTION_LOST),
            Map.entry("57P02", FailureKind.CONNECTION_LOST),
            Map.entry("57P03", FailureKind.SERVER_NOT_READY),
            Map.entry("57P05", FailureKind.CONNECTION_LOST));

    private static final Map<String, FailureKind> BY_CLASS = Map.of(
            "08", FailureKind.CONNECTION_LOST,
            "22", FailureKind.VALUE_REFUSED,
            "23", FailureKind.CONSTRAINT_VIOLATED,
            "28", FailureKind.AUTHENTICATION);

    private static final String QUOTE = "[\"'`«»‘’‚“”„‹›「」『』《》]";
    /** From the first quote to the last, since a value may hold quotes itself. Languages have quotes of their own. */
    private static final Pattern QUOTED_OR_BYTES =
            Pattern.compile("(?s)" + QUOTE + ".*" + QUOTE + "|0x[0-9a-fA-F]{2}( 0x[0-9a-fA-F]{2})*");

    private static final Pattern WAL_SEGMENT = Pattern.compile("\\b[0-9A-F]{24}\\b");

    private SqlFailures() {}

    /** @param what what failed and where, as a clause without a full stop */
    public static PgTwinException of(SQLException error, String what) {
        return of(kindOf(error), error, what);
    }

    /** The same with a kind that the caller knows better. */
    public static PgTwinException of(FailureKind kind, SQLException error, String what) {
        SQLException cause = withoutValues(firstOf(error));
        return new PgTwinException(kind, what + ": " + cause.getMessage(), cause);
    }

    /** A failure to use a replication slot, which another session may read. */
    public static PgTwinException ofSlot(SQLException error, String what) {
        return of(OBJECT_IN_USE.equals(error.getSQLState()) ? FailureKind.SLOT_ACTIVE : kindOf(error), error, what);
    }

    /**
     * A failure to read the source's changes. If a TRUNCATE ran while the slot was made, the server may not know the
     * table by its file, and cannot decode what follows.
     *
     * <p>A segment of WAL may be missing for this session alone: one that begins confirms what is stored, with which
     * the server may let go of what the session before had read to its end and this one has yet to read through.
     * Likewise while a standby is promoted. Another attempt begins behind it; whether the slot itself has lost
     * something is asked before each.
     */
    public static PgTwinException ofStream(SQLException error, String what) {
        String message = String.valueOf(firstOf(error).getMessage());
        if (WAL_SEGMENT.matcher(message).find()) {
            return of(FailureKind.CONNECTION_LOST, error, what);
        }
        boolean unknownFile = INTERNAL_ERROR.equals(firstOf(error).getSQLState())
                && (message.contains("could not map filenumber") || message.contains("could not map filenode"));
        return unknownFile ? of(FailureKind.SLOT_LOST, error, what) : ofReading(error, what);
    }

    /** A failure to read the source's rows. There, a value can only be refused because UTF-8 has no place for it. */
    public static PgTwinException ofReading(SQLException error, String what) {
        FailureKind kind = kindOf(error);
        return of(kind == FailureKind.VALUE_REFUSED ? FailureKind.TEXT_NOT_UTF8 : kind, error, what);
    }

    public static FailureKind kindOf(SQLException error) {
        String state = String.valueOf(firstOf(error).getSQLState());
        if (state.equals(CHECK_VIOLATION) && isOutsidePartitions(serverMessage(firstOf(error)))) {
            return FailureKind.PARTITION_MISSING;
        }
        FailureKind byClass = BY_CLASS.getOrDefault(state.substring(0, Math.min(2, state.length())),
                FailureKind.UNEXPECTED);
        return BY_STATE.getOrDefault(state, byClass);
    }

    /** Whether the error is about the data, so that the transaction may go on after a rollback to a savepoint. */
    public static boolean isAboutData(SQLException error) {
        FailureKind kind = kindOf(error);
        return kind == FailureKind.CONSTRAINT_VIOLATED || kind == FailureKind.FOREIGN_KEY_VIOLATED
                || kind == FailureKind.PARTITION_MISSING || kind == FailureKind.VALUE_REFUSED;
    }

    /** A batch's error shows its statement with values; the first error behind it does not. */
    private static SQLException firstOf(SQLException error) {
        return error instanceof BatchUpdateException
                && error.getNextException() != null ? error.getNextException() : error;
    }

    private static SQLException withoutValues(SQLException error) {
        SQLException copy = new SQLException(message(error), error.getSQLState());
        copy.setStackTrace(error.getStackTrace());
        return copy;
    }

    private static String message(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        String suffix = " (SQLSTATE " + state + ")";
        if (state.startsWith("23")) {
            return constraint(error) + suffix;
        }
        if (state.startsWith("22")) {
            return refused(error) + suffix;
        }
        if (state.startsWith("P0")) {
            return "raised by a function or trigger; its message may hold row values and is in the server's log"
                    + suffix;
        }
        return error.getMessage() + suffix;
    }

    /** The driver's own messages show values without quotes. */
    private static String refused(SQLException error) {
        return serverMessage(error) == null ? "a value cannot be converted"
                : QUOTED_OR_BYTES.matcher(error.getMessage()).replaceAll("(value)");
    }

    /** Such a failure names the table alone. */
    private static boolean isOutsidePartitions(ServerErrorMessage server) {
        return server != null && server.getTable() != null && server.getConstraint() == null
                && server.getColumn() == null;
    }

    private static ServerErrorMessage serverMessage(SQLException error) {
        return error instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
    }

    private static String constraint(SQLException error) {
        ServerErrorMessage server = serverMessage(error);
        if (isOutsidePartitions(server)) {
            return "table " + server.getSchema() + "." + server.getTable()
                    + " has no place for the row in its partitions";
        }
        if (server == null || server.getConstraint() == null && server.getColumn() == null) {
            return "integrity constraint violated";
        }
        if (server.getConstraint() != null) {
            String owner = server.getTable() == null ? "type " + server.getSchema() + "." + server.getDatatype()
                    : "table " + server.getSchema() + "." + server.getTable();
            return "constraint \"" + server.getConstraint() + "\" of " + owner + " is violated";
        }
        return "column \"" + server.getColumn() + "\" of table " + server.getSchema() + "." + server.getTable()
                + " must not be null";
    }
}
