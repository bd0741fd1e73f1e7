package io.pgtwin.converter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.errors.DataException;

/** Data without a schema: each value says what it is. The format is in {@link CompactConverter}. */
final class SchemalessCodec {
    private static final int NULL = 0;
    private static final int LIST = 10;
    private static final int MAP = 11;
    private static final int BIG_INTEGER = 13;
    private static final int BIG_DECIMAL = 14;
    private static final int DATE = 15;

    /** A scalar's tag is its place here, from 1. */
    private static final List<ScalarCodec> SCALARS = List.of(ScalarCodec.INT8, ScalarCodec.INT16, ScalarCodec.INT32,
            ScalarCodec.INT64, ScalarCodec.FLOAT32, ScalarCodec.FLOAT64, ScalarCodec.BOOLEAN, ScalarCodec.STRING,
            ScalarCodec.BYTES);
    private static final Map<Class<?>, ScalarCodec> SCALARS_BY_CLASS = Map.of(Byte.class, ScalarCodec.INT8,
            Short.class, ScalarCodec.INT16, Integer.class, ScalarCodec.INT32, Long.class, ScalarCodec.INT64,
            Float.class, ScalarCodec.FLOAT32, Double.class, ScalarCodec.FLOAT64, Boolean.class, ScalarCodec.BOOLEAN,
            String.class, ScalarCodec.STRING, byte[].class, ScalarCodec.BYTES);

    private SchemalessCodec() {
    }

    static void write(ByteSink out, Object value) {
        write(out, value, 1);
    }

    static Object read(ByteCursor in) {
        return read(in, 1);
    }

    private static void write(ByteSink out, Object value, int depth) {
        Nesting.check(depth);
        if (value == null) {
            out.int8(NULL);
        } else if (value instanceof List<?> list) {
            writeList(out, list, depth + 1);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(out, map, depth + 1);
        } else {
            writeScalar(out, value);
        }
    }

    private static Object read(ByteCursor in, int depth) {
        Nesting.check(depth, in);
        int tag = in.int8("the tag of a value");
        if (tag >= 1 && tag <= SCALARS.size()) {
            return SCALARS.get(tag - 1).read(in);
        }
        return switch (tag) {
            case NULL -> null;
            case LIST -> readList(in, depth + 1);
            case MAP -> MapEntries.read(in, cursor -> read(cursor, depth + 1), cursor -> read(cursor, depth + 1));
            case BIG_INTEGER -> readInteger(in);
            case BIG_DECIMAL -> readDecimal(in);
            case DATE -> new Date(in.number("a date"));
            default -> throw in.malformed("a value has the unknown tag " + tag);
        };
    }

    private static void writeList(ByteSink out, List<?> list, int depth) {
        out.int8(LIST);
        out.count(list.size());
        for (Object item : list) {
            write(out, item, depth);
        }
    }

    private static void writeMap(ByteSink out, Map<?, ?> map, int depth) {
        out.int8(MAP);
        MapEntries.write(out, map, (sink, key) -> write(sink, key, depth), (sink, item) -> write(sink, item, depth));
    }

    private static List<Object> readList(ByteCursor in, int depth) {
        int count = in.count("the size of a list");
        List<Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(read(in, depth));
        }
        return list;
    }

    private static void writeScalar(ByteSink out, Object value) {
        ScalarCodec scalar = value instanceof ByteBuffer ? ScalarCodec.BYTES : SCALARS_BY_CLASS.get(value.getClass());
        if (scalar == null) {
            writeOther(out, value);
            return;
        }
        out.int8(SCALARS.indexOf(scalar) + 1);
        scalar.write(out, value);
    }

    private static void writeOther(ByteSink out, Object value) {
        if (value instanceof BigInteger integer) {
            out.int8(BIG_INTEGER);
            out.bytes(integer.toByteArray());
        } else if (value instanceof BigDecimal decimal) {
            out.int8(BIG_DECIMAL);
            out.number(decimal.scale());
            out.bytes(decimal.unscaledValue().toByteArray());
        } else if (value instanceof Date date) {
            out.int8(DATE);
            out.number(date.getTime());
        } else {
            throw new DataException("without a schema, a " + value.getClass().getName() + " is unknown");
        }
    }

    private static BigInteger readInteger(ByteCursor in) {
        byte[] digits = in.bytes("a big integer");
        if (digits.length == 0) {
            throw in.malformed("a big integer has no digits");
        }
        return new BigInteger(digits);
    }

    private static BigDecimal readDecimal(ByteCursor in) {
        int scale = (int) in.number("a scale", Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new BigDecimal(readInteger(in), scale);
    }
}
