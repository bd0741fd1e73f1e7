package io.pgtwin.benchmarks.micro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/** Rows as those of the wide table of the other benchmarks, in the forms that the steps take. */
final class WideRows {
    static final TableDefinition TABLE = new TableDefinition(new TableId("public", "items"),
            List.of(new ColumnDefinition("id", "bigint", true), new ColumnDefinition("sku", "text", false),
                    new ColumnDefinition("name", "text", false), new ColumnDefinition("quantity", "integer", false),
                    new ColumnDefinition("price", "numeric(10,2)", false),
                    new ColumnDefinition("weight", "double precision", false),
                    new ColumnDefinition("active", "boolean", false), new ColumnDefinition("tag", "uuid", false),
                    new ColumnDefinition("attributes", "jsonb", false),
                    new ColumnDefinition("created_on", "date", false),
                    new ColumnDefinition("changed_at", "timestamp with time zone", false)),
            List.of("id"));
    private static final int RELATION = 16_401;
    private static final int MAX_MESSAGE_BYTES = 1_000;

    private WideRows() {
    }

    /** PostgreSQL's text of each column. */
    private static List<byte[]> texts(long id) {
        return List.of(String.valueOf(id), "sku-" + id, "a name that tells what item " + id + " is",
                String.valueOf(id % 1000), id / 100 + "." + (10 + id % 90), String.valueOf(id / 7.0),
                id % 3 == 0 ? "t" : "f", new UUID(id, ~id).toString(), "{\"size\": " + id % 50
                        + ", \"note\": \"xxxxxxxxxxxxxxxxxxxx\", \"colour\": \"blue\"}", "2024-02-29",
                "2026-01-01 12:34:56.789+00").stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    }

    static Row row(long id) {
        Row.Builder row = Row.builder(TABLE.columns().size());
        List<byte[]> texts = texts(id);
        for (int i = 0; i < texts.size(); i++) {
            row.value(i, TABLE.columns().get(i).kind().parse(texts.get(i), 0, texts.get(i).length));
        }
        return row.build();
    }

    /** An update at the {@code number}-th place of the source's history. */
    static ChangeEvent update(long id, long number) {
        Position position = new Position(new Lsn(number / 100 * 100 + 100), new Lsn(number), 0);
        return ChangeEvent.update(TABLE, Optional.empty(), row(id), new Origin(position, number, number / 100,
                Phase.STREAM));
    }

    /** An Insert as {@code pgoutput} sends it. */
    static ByteBuffer insertMessage(long id) {
        ByteBuffer message = ByteBuffer.allocate(MAX_MESSAGE_BYTES);
        message.put((byte) 'I').putInt(RELATION).put((byte) 'N').putShort((short) TABLE.columns().size());
        texts(id).forEach(text -> message.put((byte) 't').putInt(text.length).put(text));
        return message.flip();
    }
}
