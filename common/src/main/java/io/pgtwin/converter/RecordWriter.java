package io.pgtwin.converter;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Writes whole records, and remembers what it made of a schema. */
final class RecordWriter {
    static final int FORMAT_VERSION = 1;
    static final int NO_BLOCK = 0;
    private static final int MAX_SCHEMAS = 4096;
    /** Fewer: a transformation that makes a new instance for every record fills this with what nobody asks for. */
    private static final int MAX_INSTANCES = 512;

    private final ByteSink out = new ByteSink();
    /** Asked for every record. */
    private final Map<Schema, Prepared> byInstance = new IdentityHashMap<>();
    /** Asked for every new instance. */
    private final Map<Schema, byte[]> blocks = new HashMap<>();

    /** @param block everything before the value */
    private record Prepared(byte[] block, ValueCodec values) {
    }

    /**
     * @param schema null for data without one
     * @param value  not null
     */
    synchronized byte[] write(String topic, Schema schema, Object value) {
        try {
            out.clear();
            if (schema == null) {
                writeSchemaless(value);
            } else {
                write(schema, value);
            }
            return out.toByteArray();
        } catch (DataException | ClassCastException e) {
            throw new DataException("CompactConverter cannot write a record of topic '" + topic + "': " + reason(e)
                    + ". Correct the connector or transformation that made it.", e);
        }
    }

    private void writeSchemaless(Object value) {
        out.int8(FORMAT_VERSION);
        out.count(NO_BLOCK);
        SchemalessCodec.write(out, value);
    }

    private void write(Schema schema, Object value) {
        Prepared prepared = byInstance.get(schema);
        if (prepared == null) {
            prepared = remember(schema);
        }
        out.raw(prepared.block);
        prepared.values.write(out, value);
    }

    private Prepared remember(Schema schema) {
        // a builder can still change after this record, and is equal to nothing but itself: take what it builds now
        Schema fixed = schema instanceof ConnectSchema ? schema : schema.schema();
        makeRoom(blocks, MAX_SCHEMAS);
        byte[] block = blocks.computeIfAbsent(fixed, RecordWriter::block);
        // with codecs of its own, an instance recognises its structs by identity instead of comparing all fields
        Prepared prepared = new Prepared(block, ValueCodec.of(fixed));
        if (fixed == schema) {
            makeRoom(byInstance, MAX_INSTANCES);
            byInstance.put(schema, prepared);
        }
        return prepared;
    }

    private static byte[] block(Schema schema) {
        ByteSink schemaBytes = new ByteSink();
        SchemaBlock.write(schemaBytes, schema);
        ByteSink block = new ByteSink();
        block.int8(FORMAT_VERSION);
        block.bytes(schemaBytes.toByteArray());
        return block.toByteArray();
    }

    private static void makeRoom(Map<Schema, ?> map, int limit) {
        if (map.size() >= limit) {
            map.clear();
        }
    }

    private static String reason(RuntimeException e) {
        boolean mismatch = e instanceof ClassCastException;
        return mismatch ? "a value does not match its schema (" + e.getMessage() + ")" : e.getMessage();
    }
}
