package io.pgtwin.common.wire;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/**
 * Many rows of the full copy as one Kafka record: its writer and its reader. The key is null.
 *
 * <pre>
 * source      of the last row, see {@link SourceBlock}; seq counts rows
 * ts_ms       when the record was written
 * format      text or binary, see {@link CopyFormat}
 * rows        how many rows
 * definition  the table's columns and key as JSON, see {@link DefinitionJson}
 * data        the rows in COPY's format, columns in the order of the definition
 * </pre>
 */
public final class BlockRecord {
    private static final String SOURCE = "source";
    private static final String WRITTEN = "ts_ms";
    private static final String FORMAT = "format";
    private static final String ROWS = "rows";
    private static final String DEFINITION = "definition";
    private static final String DATA = "data";

    private static final Schema SCHEMA = SchemaBuilder.struct().name("io.pgtwin.Block").version(1)
            .field(SOURCE, SourceBlock.SCHEMA)
            .field(WRITTEN, Schema.INT64_SCHEMA)
            .field(FORMAT, Schema.STRING_SCHEMA)
            .field(ROWS, Schema.INT32_SCHEMA)
            .field(DEFINITION, Schema.STRING_SCHEMA)
            .field(DATA, Schema.BYTES_SCHEMA)
            .build();

    private BlockRecord() {}

    /** @param name the sync's {@code topic.prefix} */
    static Struct write(CopyBlock block, String name, String database) {
        return new Struct(SCHEMA)
                .put(SOURCE, SourceBlock.write(name, database, block.table().id(), block.origin()))
                .put(WRITTEN, System.currentTimeMillis())
                .put(FORMAT, block.format().label())
                .put(ROWS, block.rows())
                .put(DEFINITION, DefinitionJson.write(block.table()))
                .put(DATA, block.data());
    }

    /** Reads the records of any sync, with or without schemas. For one thread. */
    public static final class Reader {
        private static final int MAX_CACHED_DEFINITIONS = 10_000;

        /** So that equal definitions are identical, by which the sink plans. */
        private final Map<String, TableDefinition> definitions = new HashMap<>();

        /**
         * @return empty if the value is no block
         * @throws PgTwinException RECORD_MALFORMED if it is one that cannot be read; the message names the field
         */
        public Optional<CopyBlock> read(Object value) {
            if (value instanceof Struct struct && SCHEMA.name().equals(struct.schema().name())) {
                Struct source = struct.getStruct(SOURCE);
                Origin origin = new SourceBlock.Reader(source.schema()).read(source);
                return Optional.of(block(struct::get, SourceBlock.readTable(source), origin));
            }
            if (value instanceof Map<?, ?> map && map.containsKey(DATA)
                    && map.get(SOURCE) instanceof Map<?, ?> source) {
                return Optional.of(block(map::get, SourceBlock.readTable(source), SourceBlock.readOrigin(source)));
            }
            return Optional.empty();
        }

        private CopyBlock block(Fields fields, TableId table, Origin origin) {
            CopyFormat format = Optional.ofNullable(fields.get(FORMAT)).map(Object::toString)
                    .flatMap(CopyFormat::ofLabel)
                    .orElseThrow(() -> malformed(FORMAT));
            if (!(fields.get(DEFINITION) instanceof String json)) {
                throw malformed(DEFINITION);
            }
            if (!(fields.get(ROWS) instanceof Number rows)) {
                throw malformed(ROWS);
            }
            return new CopyBlock(definition(table, json), format, bytes(fields.get(DATA)), rows.intValue(), origin);
        }

        private TableDefinition definition(TableId table, String json) {
            if (definitions.size() >= MAX_CACHED_DEFINITIONS) {
                definitions.clear();
            }
            return definitions.computeIfAbsent(table + " " + json, it -> DefinitionJson.read(table, json));
        }

        /** JSON without schemas carries bytes as Base64 text. */
        private static byte[] bytes(Object data) {
            if (data instanceof byte[] bytes) {
                return bytes;
            }
            if (data instanceof ByteBuffer buffer) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                return bytes;
            }
            if (data instanceof String text) {
                return decoded(text);
            }
            throw malformed(DATA);
        }

        private static byte[] decoded(String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw malformed(DATA); // without the cause, which may show the text
            }
        }
    }

    /** A field's value by its name; null if there is none. */
    private interface Fields {
        Object get(String name);
    }

    private static PgTwinException malformed(String field) {
        return new PgTwinException(FailureKind.RECORD_MALFORMED,
                "Field '" + field + "' of a block of copied rows has a value that this version does not know");
    }
}
