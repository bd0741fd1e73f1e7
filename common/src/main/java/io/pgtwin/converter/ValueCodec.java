package io.pgtwin.converter;

import org.apache.kafka.connect.data.Schema;

/** How values of one schema become bytes and come back. Made once for a schema, then used for all its values. */
sealed interface ValueCodec permits ScalarCodec, LogicalCodec, ArrayCodec, MapCodec, StructCodec {

    /**
     * @param value not null
     * @throws ClassCastException if it is no value of this schema
     */
    void write(ByteSink out, Object value);

    /** @return never null */
    Object read(ByteCursor in);

    /** @param schema nested no deeper than {@link Nesting#LIMIT} */
    static ValueCodec of(Schema schema) {
        if (LogicalCodec.supports(schema)) {
            return new LogicalCodec(schema);
        }
        return switch (schema.type()) {
            case INT8 -> ScalarCodec.INT8;
            case INT16 -> ScalarCodec.INT16;
            case INT32 -> ScalarCodec.INT32;
            case INT64 -> ScalarCodec.INT64;
            case FLOAT32 -> ScalarCodec.FLOAT32;
            case FLOAT64 -> ScalarCodec.FLOAT64;
            case BOOLEAN -> ScalarCodec.BOOLEAN;
            case STRING -> ScalarCodec.STRING;
            case BYTES -> ScalarCodec.BYTES;
            case ARRAY -> new ArrayCodec(ItemCodec.of(schema.valueSchema()));
            case MAP -> new MapCodec(ItemCodec.of(schema.keySchema()), ItemCodec.of(schema.valueSchema()));
            case STRUCT -> StructCodec.of(schema);
        };
    }
}
