package io.pgtwin.converter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Schemas of every kind, and values for them; the same seed gives the same ones. */
final class RandomData {
    private static final int MAX_DEPTH = 4;
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final int[] CODE_POINTS = {'a', '~', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF};
    private static final Schema.Type[] SCALARS = {Schema.Type.INT8, Schema.Type.INT16, Schema.Type.INT32,
        Schema.Type.INT64, Schema.Type.FLOAT32, Schema.Type.FLOAT64, Schema.Type.BOOLEAN, Schema.Type.STRING};

    private final Random random;

    RandomData(long seed) {
        random = new Random(seed);
    }

    Schema schema() {
        return schema(0);
    }

    private Schema schema(int depth) {
        SchemaBuilder builder = builder(depth);
        if (random.nextInt(4) == 0) {
            builder.doc(text());
        }
        if (builder.name() == null && random.nextInt(4) == 0) {
            builder.name("name." + random.nextInt(10)).version(random.nextInt());
        }
        if (random.nextInt(4) == 0) {
            builder.parameter("z" + text(), text()).parameter("a", text());
        }
        if (random.nextBoolean()) {
            builder.optional();
        }
        // Connect's builder refuses the default value of a struct, because that has no schema of the builder's
        if (builder.type() != Schema.Type.STRUCT && random.nextInt(3) == 0) {
            builder.defaultValue(value(builder.build()));
        }
        return builder.build();
    }

    private SchemaBuilder builder(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 10 : 6)) {
            case 0 -> Decimal.builder(random.nextInt(20) - 5);
            case 1 -> org.apache.kafka.connect.data.Date.builder();
            case 2 -> Time.builder();
            case 3 -> Timestamp.builder();
            case 6 -> SchemaBuilder.array(schema(depth + 1));
            // a bytes default value or key is equal to itself only, which would say nothing about the converter
            case 7 -> SchemaBuilder.map(SchemaBuilder.type(scalar()).optional().build(), schema(depth + 1));
            case 8, 9 -> struct(depth);
            default -> SchemaBuilder.type(scalar());
        };
    }

    private Schema.Type scalar() {
        return SCALARS[random.nextInt(SCALARS.length)];
    }

    private SchemaBuilder struct(int depth) {
        SchemaBuilder builder = SchemaBuilder.struct();
        int fields = random.nextInt(20);
        for (int i = 0; i < fields; i++) {
            builder.field("f" + i + text(), schema(depth + 1));
        }
        return builder;
    }

    /** @return not null, but nulls are anywhere inside where the schema allows them */
    Object value(Schema schema) {
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME:
                    return new BigDecimal(new BigInteger(random.nextInt(200) + 1, random).negate(),
                            Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
                case org.apache.kafka.connect.data.Date.LOGICAL_NAME:
                    return new Date(random.nextInt(100_000) * MILLIS_PER_DAY - 50_000 * MILLIS_PER_DAY);
                case Time.LOGICAL_NAME:
                    return new Date(random.nextInt((int) MILLIS_PER_DAY));
                case Timestamp.LOGICAL_NAME:
                    return new Date(random.nextLong());
                default:
                    break;
            }
        }
        return switch (schema.type()) {
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 -> random.nextInt() >> random.nextInt(32);
            case INT64 -> random.nextLong() >> random.nextInt(64);
            case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
            case FLOAT64 -> Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTES -> text().getBytes(StandardCharsets.UTF_8);
            case ARRAY -> list(schema.valueSchema());
            case MAP -> map(schema);
            case STRUCT -> struct(schema);
        };
    }

    private Object nullable(Schema schema) {
        return schema.isOptional() && random.nextInt(4) == 0 ? null : value(schema);
    }

    private List<Object> list(Schema items) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(nullable(items));
        }
        return list;
    }

    private Map<Object, Object> map(Schema schema) {
        Map<Object, Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(nullable(schema.keySchema()), nullable(schema.valueSchema()));
        }
        return map;
    }

    private Struct struct(Schema schema) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            boolean leaveOut = field.schema().defaultValue() != null && random.nextBoolean();
            if (!leaveOut) {
                struct.put(field, nullable(field.schema()));
            }
        }
        return struct;
    }

    private String text() {
        int kinds = random.nextBoolean() ? 4 : CODE_POINTS.length;
        return random.ints(random.nextInt(12), 0, kinds).map(i -> CODE_POINTS[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
