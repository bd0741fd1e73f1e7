package io.pgtwin.common.wire;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.TableDefinition;

/**
 * A change of one row as a Kafka record: its writer and its reader. The key is a struct of the table's key columns, or
 * null for a table without a key and for a truncate. The value is the envelope that consumers of change data know:
 *
 * <pre>
 * before   the row or its key before the change, or null
 * after    the row after the change, or null; a column that the server did not send has no field here
 * source   see {@link SourceBlock}
 * op       r, c, u, d or t, see {@link Operation}
 * ts_ms    when the record was written
 * </pre>
 */
public final class ChangeRecord {
    /** The version of the envelope's schema. */
    static final int FORMAT_VERSION = 1;

    private static final int MAX_CACHED_SCHEMAS = 10_000;

    private ChangeRecord() {}

    /** Writes the records of one sync. For one thread. */
    public static final class Writer {
        private final String name;
        private final String database;
        private final Map<TableDefinition, TableSchemas> schemas = new IdentityHashMap<>();

        /** @param name the sync's {@code topic.prefix} */
        public Writer(String name, String database) {
            this.name = name;
            this.database = database;
        }

        /** The record's key; its schema and value are null for a truncate and for a table without a key. */
        public SchemaAndValue key(ChangeEvent event) {
            return event.table().hasKey() && event.keyImage().isPresent()
                    ? schemasOf(event.table()).key(event.keyImage().get())
                    : SchemaAndValue.NULL;
        }

        public Struct value(ChangeEvent event) {
            Struct source = SourceBlock.write(name, database, event.table().id(), event.origin());
            return schemasOf(event.table()).envelope(event)
                    .write(event.before().orElse(null), event.after().orElse(null), source, event.operation().code(),
                            System.currentTimeMillis());
        }

        /** A record of {@link BlockRecord} instead of one for each row. */
        public Struct value(CopyBlock block) {
            return BlockRecord.write(block, name, database);
        }

        private TableSchemas schemasOf(TableDefinition table) {
            TableSchemas known = schemas.get(table);
            if (known != null) {
                return known;
            }
            TableSchemas made = new TableSchemas(name, table);
            schemas.put(table, made);
            return made;
        }
    }

    /** Reads the records of any sync, with or without schemas. For one thread. */
    public static final class Reader {
        private final Map<Schema, RecordShape> shapes = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Schema, RecordShape> eldest) {
                return size() > MAX_CACHED_SCHEMAS;
            }
        };
        private final SchemalessReader schemaless = new SchemalessReader();
        private RecordShape last;

        /**
         * @return empty if the value is no change envelope
         * @throws PgTwinException RECORD_MALFORMED if it is one that cannot be read; the message names the field
         */
        public Optional<ChangeEvent> read(Object key, Schema schema, Object value) {
            if (value instanceof Struct struct) {
                return isEnvelope(schema) ? Optional.of(shapeOf(schema, struct).read(struct)) : Optional.empty();
            }
            if (value instanceof Map<?, ?> map && map.containsKey(Envelope.OPERATION)) {
                return Optional.of(schemaless.read(key, map));
            }
            return Optional.empty();
        }

        private static boolean isEnvelope(Schema schema) {
            return schema.field(Envelope.OPERATION) != null && schema.field(Envelope.SOURCE) != null;
        }

        private RecordShape shapeOf(Schema schema, Struct value) {
            if (last == null || last.schema() != schema) {
                last = shapes.computeIfAbsent(schema, it -> RecordShape.of(it, value.getStruct(Envelope.SOURCE)));
            }
            return last;
        }
    }

    static Operation operation(Object code) {
        return Operation.ofCode(String.valueOf(code))
                .orElseThrow(() -> new PgTwinException(FailureKind.RECORD_MALFORMED,
                "Field op has the value '" + code + "', which this version does not know"));
    }
}
