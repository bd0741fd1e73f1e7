package io.pgtwin.source.snapshot;

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
final class CopyTextRows {
    private final TableDefinition table;
    private final ValueKind[] kinds;

    private byte[] line;
    private int position;
    private byte[] unescaped = new byte[1_024];

    CopyTextRows(TableDefinition table) {
        this.table = table;
        this.kinds = table.columns().stream().map(column -> column.kind()).toArray(ValueKind[]::new);
    }

    /** @param copied one row with its line end; not kept */
    Row read(byte[] copied) {
        line = copied;
        position = 0;
        Row.Builder row = Row.builder(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            readColumn(row, i);
        }
        if (position != line.length) {
            throw malformed("does not end after " + kinds.length + " columns");
        }
        return row.build();
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
            int unescapedLength = unescape(start, length); // first, because it may make a new buffer
            row.value(column, parse(column, unescaped, 0, unescapedLength));
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

    /** @return how many bytes {@link #unescaped} then holds */
    private int unescape(int start, int length) {
        if (unescaped.length < length) {
            unescaped = new byte[length * 2];
        }
        int to = 0;
        for (int from = start; from < start + length; from++) {
            byte next = line[from];
            unescaped[to++] = next == '\\' ? meaning(line[++from]) : next;
        }
        return to;
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
