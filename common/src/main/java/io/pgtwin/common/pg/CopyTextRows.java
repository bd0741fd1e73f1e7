package io.pgtwin.common.pg;

import java.util.Arrays;
import java.util.function.Consumer;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.NotUtf8Exception;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.ValueKind;

/**
 * Reads rows of {@code COPY}'s text format. For one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, file formats</a>
 */
public final class CopyTextRows {
    private final TableDefinition table;
    private final ValueKind[] kinds;

    private byte[] line;
    private int position;

    public CopyTextRows(TableDefinition table) {
        this.table = table;
        this.kinds = table.columns().stream().map(column -> column.kind()).toArray(ValueKind[]::new);
    }

    /**
     * @param copied one row with its line end; the row keeps it, so it must not be changed afterwards
     * @throws PgTwinException STREAM_MALFORMED with the table, and the column if one cannot be read
     */
    public Row read(byte[] copied) {
        line = copied;
        position = 0;
        Row row = next();
        if (position != line.length) {
            throw malformed("does not end after " + kinds.length + " columns");
        }
        return row;
    }

    /**
     * Reads rows that follow one another, in their order.
     *
     * @param copied whole rows with their line ends; kept by the rows
     * @throws PgTwinException as {@link #read}
     */
    public void readAll(byte[] copied, Consumer<Row> rows) {
        line = copied;
        position = 0;
        while (position < line.length) {
            rows.accept(next());
        }
    }

    private Row next() {
        Row.Builder row = Row.builder(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            readColumn(row, i);
        }
        if (kinds.length == 0) {
            readEmptyLine();
        }
        return row.build();
    }

    /** A row without columns. */
    private void readEmptyLine() {
        if (position == line.length || line[position] != '\n') {
            throw malformed("does not have 0 columns");
        }
        position++;
    }

    private void readColumn(Row.Builder row, int column) {
        int start = position;
        boolean escaped = false;
        while (position < line.length && line[position] != '\t' && line[position] != '\n') {
            escaped |= line[position] == '\\';
            position += line[position] == '\\' ? 2 : 1;
        }
        if (position >= line.length || line[position] != (column == kinds.length - 1 ? '\n' : '\t')) {
            throw malformed("does not have " + kinds.length + " columns");
        }
        int length = position - start;
        position++;
        if (!escaped) {
            row.value(column, parse(column, line, start, length));
        } else if (length == 2 && line[start + 1] == 'N') {
            row.setNull(column);
        } else {
            byte[] unescaped = unescape(start, length);
            row.value(column, parse(column, unescaped, 0, unescaped.length));
        }
    }

    private Object parse(int column, byte[] text, int offset, int length) {
        try {
            return kinds[column].parse(text, offset, length);
        } catch (NotUtf8Exception e) {
            throw new PgTwinException(FailureKind.TEXT_NOT_UTF8, "A copied row of table " + table.id()
                    + " has a value in column '" + table.columns().get(column).name() + "' that is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw malformed("has a value in column '" + table.columns().get(column).name() + "' that cannot be read: "
                    + e.getMessage());
        }
    }

    private byte[] unescape(int start, int length) {
        byte[] unescaped = new byte[length];
        int to = 0;
        for (int from = start; from < start + length; from++) {
            byte next = line[from];
            unescaped[to++] = next == '\\' ? meaning(line[++from]) : next;
        }
        return Arrays.copyOf(unescaped, to);
    }

    private static byte meaning(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> escaped;
        };
    }

    private PgTwinException malformed(String what) {
        return new PgTwinException(FailureKind.STREAM_MALFORMED, "A copied row of table " + table.id() + " " + what);
    }
}
