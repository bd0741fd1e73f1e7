package io.pgtwin.converter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** The schema part of a record; what writes stands above what reads. The format is in {@link CompactConverter}. */
final class SchemaBlock {
    /** A type's number is its place here, from 1. The order of Connect's own enum is not ours to rely on. */
    private static final List<Schema.Type> TYPES = List.of(Schema.Type.INT8, Schema.Type.INT16, Schema.Type.INT32,
            Schema.Type.INT64, Schema.Type.FLOAT32, Schema.Type.FLOAT64, Schema.Type.BOOLEAN, Schema.Type.STRING,
            Schema.Type.BYTES, Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.STRUCT);

    /** In the place of a type: a flat struct that stands earlier in the block, as before and after images do. */
    private static final int REPEAT = TYPES.size() + 1;

    private static final int OPTIONAL = 0x01;
    private static final int DEFAULT = 0x02;
    private static final int VERSION = 0x04;
    private static final int NAME = 0x08;
    private static final int DOC = 0x10;
    private static final int PARAMETERS = 0x20;
    private static final int ALL_FLAGS = 0x3F;

    /** The flat structs of the block so far, in the order in which they end. */
    private final List<Schema> flat = new ArrayList<>();

    private SchemaBlock() {
    }

    static void write(ByteSink out, Schema schema) {
        new SchemaBlock().write(out, schema, 1);
    }

    static Schema read(ByteCursor in) {
        return new SchemaBlock().read(in, 1);
    }

    private void write(ByteSink out, Schema schema, int depth) {
        Nesting.check(depth);
        int repeated = flat.indexOf(schema);
        if (repeated >= 0) {
            out.int8(REPEAT);
            out.count(repeated);
            return;
        }
        writeAnew(out, schema, depth);
        remember(schema);
    }

    /** Only structs of scalars: repeated ones within repeated ones could describe far more than a block can hold. */
    private void remember(Schema schema) {
        if (schema.type() == Schema.Type.STRUCT
                && schema.fields().stream().allMatch(field -> field.schema().type().isPrimitive())) {
            flat.add(schema);
        }
    }

    private void writeAnew(ByteSink out, Schema schema, int depth) {
        out.int8(TYPES.indexOf(schema.type()) + 1);
        out.int8(flags(schema));
        if (schema.version() != null) {
            out.number(schema.version());
        }
        if (schema.name() != null) {
            Words.write(out, schema.name());
        }
        if (schema.doc() != null) {
            out.text(schema.doc());
        }
        if (schema.parameters() != null) {
            writeParameters(out, schema.parameters());
        }
        writeChildren(out, schema, depth + 1);
        if (schema.defaultValue() != null) {
            ValueCodec.of(schema).write(out, schema.defaultValue());
        }
    }

    private Schema read(ByteCursor in, int depth) {
        Nesting.check(depth, in);
        int number = in.int8("a schema's type");
        if (number == REPEAT) {
            return repeated(in);
        }
        Schema schema = readAnew(in, type(in, number), depth);
        remember(schema);
        return schema;
    }

    private Schema repeated(ByteCursor in) {
        int index = in.count("the number of a repeated schema");
        if (index >= flat.size()) {
            throw in.malformed("a schema repeats one that is not there");
        }
        return flat.get(index);
    }

    private Schema readAnew(ByteCursor in, Schema.Type type, int depth) {
        int flags = readFlags(in);
        Integer version = has(flags, VERSION)
                ? (Integer) (int) in.number("a schema's version", Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
        String name = has(flags, NAME) ? Words.read(in, "a schema's name") : null;
        String doc = has(flags, DOC) ? in.text("a schema's doc") : null;
        Map<String, String> parameters = has(flags, PARAMETERS) ? readParameters(in) : null;
        boolean nested = type == Schema.Type.ARRAY || type == Schema.Type.MAP;
        Schema keys = type == Schema.Type.MAP ? read(in, depth + 1) : null;
        Schema values = nested ? read(in, depth + 1) : null;
        List<Field> fields = type == Schema.Type.STRUCT ? readFields(in, depth + 1) : null;
        boolean optional = has(flags, OPTIONAL);
        Schema schema = new ConnectSchema(type, optional, null, name, version, doc, parameters, fields, keys, values);
        refuseIncomplete(in, schema);
        if (!has(flags, DEFAULT)) {
            return schema;
        }
        Object defaultValue = ValueCodec.of(schema).read(in);
        return new ConnectSchema(type, optional, defaultValue, name, version, doc, parameters, fields, keys, values);
    }

    private static int flags(Schema schema) {
        return (schema.isOptional() ? OPTIONAL : 0)
                | (schema.defaultValue() != null ? DEFAULT : 0)
                | (schema.version() != null ? VERSION : 0)
                | (schema.name() != null ? NAME : 0)
                | (schema.doc() != null ? DOC : 0)
                | (schema.parameters() != null ? PARAMETERS : 0);
    }

    private static int readFlags(ByteCursor in) {
        int flags = in.int8("a schema's flags");
        if ((flags & ~ALL_FLAGS) != 0) {
            throw in.malformed("a schema has unknown flags");
        }
        return flags;
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static Schema.Type type(ByteCursor in, int number) {
        if (number < 1 || number > TYPES.size()) {
            throw in.malformed("a schema has the unknown type " + number);
        }
        return TYPES.get(number - 1);
    }

    private static void writeParameters(ByteSink out, Map<String, String> parameters) {
        out.count(parameters.size());
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (value == null) {
                throw new DataException("parameter '" + name + "' of a schema has no value");
            }
            Words.write(out, name);
            Words.write(out, value);
        });
    }

    private static Map<String, String> readParameters(ByteCursor in) {
        int count = in.count("the number of a schema's parameters");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            parameters.put(Words.read(in, "a parameter's name"), Words.read(in, "a parameter's value"));
        }
        return parameters;
    }

    private void writeChildren(ByteSink out, Schema schema, int depth) {
        if (schema.type() == Schema.Type.MAP) {
            write(out, schema.keySchema(), depth);
        }
        if (schema.type() == Schema.Type.MAP || schema.type() == Schema.Type.ARRAY) {
            write(out, schema.valueSchema(), depth);
        }
        if (schema.type() == Schema.Type.STRUCT) {
            writeFields(out, schema.fields(), depth);
        }
    }

    private void writeFields(ByteSink out, List<Field> fields, int depth) {
        out.count(fields.size());
        for (Field field : fields) {
            Words.write(out, field.name());
            write(out, field.schema(), depth);
        }
    }

    private List<Field> readFields(ByteCursor in, int depth) {
        int count = in.count("the number of a struct's fields");
        List<Field> fields = new ArrayList<>(count);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = Words.read(in, "a field's name");
            if (!names.add(name)) {
                throw in.malformed("a struct has two fields of the same name");
            }
            fields.add(new Field(name, i, read(in, depth)));
        }
        return fields;
    }

    private static void refuseIncomplete(ByteCursor in, Schema schema) {
        if (!LogicalCodec.isComplete(schema)) {
            throw in.malformed("a Decimal schema has no scale");
        }
    }
}
