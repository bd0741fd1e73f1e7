package io.pgtwin.sink.apply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.postgresql.PGConnection;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.pg.CopyBinary;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.batch.SinkBlock;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.batch.Step;

/**
 * Takes blocks apart, which is rarely needed. Those in binary are turned into text by the server, which knows all its
 * types, in a table of the session. To be used within a transaction that is not in error. For one thread.
 */
final class BlockRows {
    private static final String NAME = "pgtwin_binary";
    private static final String TABLE = "pg_temp." + NAME;
    private static final String COLUMN = "c";

    private final Connection connection;
    private final RowCopy copy;

    BlockRows(Connection connection) throws SQLException {
        this.connection = connection;
        this.copy = new RowCopy(connection);
    }

    /** The step with its blocks, if it has any, taken apart into rows. */
    Step of(Step step) {
        return step.kind() != Step.Kind.APPEND_BLOCKS ? step
                : step.inRows(step.blocks().stream().flatMap(block -> of(block).stream()).toList());
    }

    List<SinkEvent> of(SinkBlock block) {
        return new SinkBlock(inText(block.block()), block.partition(), block.offset()).events();
    }

    /** @throws PgTwinException if the target cannot read it */
    CopyBlock inText(CopyBlock block) {
        if (block.format() == CopyFormat.TEXT) {
            return block;
        }
        if (!CopyBinary.suits(block.table())) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, "A block of table " + block.table().id()
                    + " is binary, and the table has columns of types that are not the same in all servers");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE " + TABLE + " (" + columns(block) + ") ON COMMIT DROP");
            copy.send("COPY " + TABLE + " FROM STDIN (FORMAT binary)", out -> out.writeBinary(List.of(block)));
            byte[] text = read();
            statement.execute("DROP TABLE " + TABLE);
            return block.in(CopyFormat.TEXT, text);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read " + refused(e, block) + block.rows() + " copied rows of table "
                    + block.table().id() + ", the last at position " + block.position());
        }
    }

    private static String refused(SQLException error, CopyBlock block) {
        return CopyPlace.of(error, NAME)
                .map(place -> "column '" + name(place, block) + "' in row " + place.line() + " of ").orElse("");
    }

    private static String name(CopyPlace place, CopyBlock block) {
        return block.table().columns().get(Integer.parseInt(place.column().substring(COLUMN.length()))).name();
    }

    private static String columns(CopyBlock block) {
        return IntStream.range(0, block.table().columns().size())
                .mapToObj(i -> COLUMN + i + " " + block.table().columns().get(i).type())
                .collect(Collectors.joining(", "));
    }

    private byte[] read() throws SQLException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + TABLE + " TO STDOUT", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is always there to be written
        }
        return text.toByteArray();
    }
}
