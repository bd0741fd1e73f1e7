package io.pgtwin.converter;

import java.nio.ByteBuffer;

import io.pgtwin.common.model.Text;

/** Values that contain no others. */
enum ScalarCodec implements ValueCodec {
    INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES;

    @Override
    public void write(ByteSink out, Object value) {
        switch (this) {
            case INT8 -> out.number((Byte) value);
            case INT16 -> out.number((Short) value);
            case INT32 -> out.number((Integer) value);
            case INT64 -> out.number((Long) value);
            case FLOAT32 -> out.fixed32(Float.floatToRawIntBits((Float) value));
            case FLOAT64 -> out.fixed64(Double.doubleToRawLongBits((Double) value));
            case BOOLEAN -> out.int8((Boolean) value ? 1 : 0);
            case STRING -> writeText(out, value);
            case BYTES -> writeBytes(out, value);
        }
    }

    @Override
    public Object read(ByteCursor in) {
        return switch (this) {
            case INT8 -> (byte) in.number("an INT8", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> (short) in.number("an INT16", Short.MIN_VALUE, Short.MAX_VALUE);
            case INT32 -> (int) in.number("an INT32", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> in.number("an INT64");
            case FLOAT32 -> Float.intBitsToFloat(in.fixed32("a FLOAT32"));
            case FLOAT64 -> Double.longBitsToDouble(in.fixed64("a FLOAT64"));
            case BOOLEAN -> in.flag("a BOOLEAN");
            case STRING -> in.text("a STRING");
            case BYTES -> in.bytes("a BYTES value");
        };
    }

    private static void writeText(ByteSink out, Object value) {
        if (value instanceof Text text) {
            out.text(text);
        } else {
            out.text((String) value);
        }
    }

    private static void writeBytes(ByteSink out, Object value) {
        if (value instanceof ByteBuffer buffer) {
            out.bytes(buffer);
        } else {
            out.bytes((byte[]) value);
        }
    }
}
