package io.pgtwin.source.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.source.pgoutput.OldTuple;
import io.pgtwin.source.pgoutput.PgOutputDecoder;
import io.pgtwin.source.pgoutput.PgOutputMessage;
import io.pgtwin.source.pgoutput.PgOutputMessage.Begin;
import io.pgtwin.source.pgoutput.PgOutputMessage.Commit;
import io.pgtwin.source.pgoutput.PgOutputMessage.Delete;
import io.pgtwin.source.pgoutput.PgOutputMessage.Insert;
import io.pgtwin.source.pgoutput.PgOutputMessage.Relation;
import io.pgtwin.source.pgoutput.PgOutputMessage.Truncate;
import io.pgtwin.source.pgoutput.PgOutputMessage.Update;
import io.pgtwin.source.pgoutput.RelationColumn;
import io.pgtwin.source.pgoutput.ReplicaIdentity;
import io.pgtwin.source.pgoutput.TupleData;

/** Messages of the stream, made by hand. Columns are text; null is NULL. */
final class Messages {
    /** Stands for a column that the server did not send. */
    static final String UNCHANGED = "<unchanged>";

    private Messages() {}

    static Begin begin(String commitLsn) {
        return new Begin(Lsn.parse(commitLsn).value(), 1_500L, -1);
    }

    static Commit commit(String endLsn) {
        return new Commit(0, Lsn.parse(endLsn).value(), 0);
    }

    static Relation relation(int id, String table, ReplicaIdentity identity, RelationColumn... columns) {
        return new Relation(id, "shop", table, identity, List.of(columns));
    }

    static RelationColumn key(String name, int typeOid) {
        return new RelationColumn(true, name, typeOid, -1);
    }

    static RelationColumn column(String name, int typeOid) {
        return new RelationColumn(false, name, typeOid, -1);
    }

    static Insert insert(int id, String... columns) {
        return new Insert(id, tuple(columns));
    }

    static Update update(int id, String... columns) {
        return new Update(id, Optional.empty(), tuple(columns));
    }

    static Update update(int id, OldTuple old, String... columns) {
        return new Update(id, Optional.of(old), tuple(columns));
    }

    static Delete delete(int id, OldTuple old) {
        return new Delete(id, old);
    }

    static Truncate truncate(Integer... ids) {
        return new Truncate(false, false, List.of(ids));
    }

    static OldTuple oldKey(String... columns) {
        return new OldTuple(OldTuple.Kind.KEY, tuple(columns));
    }

    static OldTuple oldRow(String... columns) {
        return new OldTuple(OldTuple.Kind.FULL, tuple(columns));
    }

    /** Through the decoder, which alone makes tuples. */
    private static TupleData tuple(String... columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte('I');
            out.writeInt(1);
            out.writeByte('N');
            out.writeShort(columns.length);
            for (String column : columns) {
                write(column, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PgOutputMessage message = new PgOutputDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
        return ((Insert) message).newTuple();
    }

    private static void write(String column, DataOutputStream out) throws IOException {
        if (column == null) {
            out.writeByte('n');
        } else if (column.equals(UNCHANGED)) {
            out.writeByte('u');
        } else {
            byte[] text = column.getBytes(UTF_8);
            out.writeByte('t');
            out.writeInt(text.length);
            out.write(text);
        }
    }
}
