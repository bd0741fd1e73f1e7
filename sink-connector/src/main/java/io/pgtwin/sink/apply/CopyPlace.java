package io.pgtwin.sink.apply;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Where a {@code COPY ... FROM STDIN} has failed.
 *
 * @param line the number of the row, from 1
 * @param column its name, which must not hold a colon
 */
record CopyPlace(long line, String column) {
    /**
     * {@code COPY items, line 1, column qty: "..."}, in most languages. Behind the column is the value, which nobody
     * must see.
     */
    private static final Pattern WHERE = Pattern.compile("^\\S+ (\\S+), \\S+ (\\d+), \\S+ ([^:\\n]+)");

    /** @param table that was copied into, without its schema; empty if the error is about no value of such a row */
    static Optional<CopyPlace> of(SQLException error, String table) {
        ServerErrorMessage message = error instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
        if (message == null || message.getWhere() == null) {
            return Optional.empty();
        }
        Matcher where = WHERE.matcher(message.getWhere());
        return where.find() && where.group(1).equals(table)
                ? Optional.of(new CopyPlace(Long.parseLong(where.group(2)), where.group(3).strip())) : Optional.empty();
    }
}
