package io.pgtwin.converter;

import java.math.BigDecimal;

import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** Connect's own logical types, each turned into its base type and back by the class that defines it. */
record LogicalCodec(Schema schema) implements ValueCodec {

    private static final long MILLIS_PER_DAY = 86_400_000;

    /** A schema that has the name of a logical type but another base type is nothing special. */
    static boolean supports(Schema schema) {
        if (schema.name() == null) {
            return false;
        }
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> schema.type() == Schema.Type.BYTES;
            case Date.LOGICAL_NAME, Time.LOGICAL_NAME -> schema.type() == Schema.Type.INT32;
            case Timestamp.LOGICAL_NAME -> schema.type() == Schema.Type.INT64;
            default -> false;
        };
    }

    LogicalCodec {
        if (!isComplete(schema)) {
            throw new DataException("a Decimal schema has no scale");
        }
    }

    /** Whether a schema has what its values need: a Decimal is nothing without its scale. */
    static boolean isComplete(Schema schema) {
        if (!supports(schema) || !schema.name().equals(Decimal.LOGICAL_NAME)) {
            return true;
        }
        try {
            return schema.parameters() != null && Decimal.toLogical(schema, new byte[1]) != null;
        } catch (DataException e) {
            return false;
        }
    }

    @Override
    public void write(ByteSink out, Object value) {
        switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> out.bytes(Decimal.fromLogical(schema, (BigDecimal) value));
            case Date.LOGICAL_NAME -> out.number(Date.fromLogical(schema, (java.util.Date) value));
            case Time.LOGICAL_NAME -> out.number(Time.fromLogical(schema, (java.util.Date) value));
            default -> out.number(Timestamp.fromLogical(schema, (java.util.Date) value));
        }
    }

    @Override
    public Object read(ByteCursor in) {
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> Decimal.toLogical(schema, unscaled(in));
            case Date.LOGICAL_NAME -> Date.toLogical(schema, (Integer) ScalarCodec.INT32.read(in));
            case Time.LOGICAL_NAME -> Time.toLogical(schema, (int) in.number("a Time", 0, MILLIS_PER_DAY));
            default -> Timestamp.toLogical(schema, (Long) ScalarCodec.INT64.read(in));
        };
    }

    private static byte[] unscaled(ByteCursor in) {
        byte[] unscaled = in.bytes("a Decimal");
        if (unscaled.length == 0) {
            throw in.malformed("a Decimal has no digits");
        }
        return unscaled;
    }
}
