package io.pgtwin.converter;

import java.util.List;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

import io.pgtwin.common.wire.StructFiller;
import io.pgtwin.common.wire.TextStruct;

/** Structs: a bit for each field that may be null, then the values that are there. */
final class StructCodec implements ValueCodec {
    private final Schema schema;
    private final Member[] members;
    private final int nullsBytes;

    private record Member(
            Field field, ValueCodec values, boolean nullable, boolean hasDefault, boolean checked, boolean text) {

        static Member of(Field field) {
            boolean hasDefault = field.schema().defaultValue() != null;
            boolean nullable = field.schema().isOptional() || hasDefault;
            boolean checked = field.schema().name() != null && field.schema().type() != Schema.Type.STRUCT;
            ValueCodec values = ValueCodec.of(field.schema());
            return new Member(field, values, nullable, hasDefault, checked, values == ScalarCodec.STRING && !checked);
        }

        /** A field is the faster way than its name, but may put the default value where the null is. */
        Object valueIn(Struct struct) {
            return hasDefault ? struct.getWithoutDefault(field.name()) : TextStruct.raw(struct, field);
        }

        Object read(ByteCursor in) {
            return text ? in.utf8("a STRING") : values.read(in);
        }
    }

    private StructCodec(Schema schema, List<Member> members) {
        this.schema = schema;
        this.members = members.toArray(Member[]::new);
        long nullable = members.stream().filter(Member::nullable).count();
        this.nullsBytes = members.isEmpty() ? 1 : (int) ((nullable + 7) / 8);
    }

    static StructCodec of(Schema schema) {
        return new StructCodec(schema, schema.fields().stream().map(Member::of).toList());
    }

    @Override
    public void write(ByteSink out, Object value) {
        Struct struct = (Struct) value;
        refuseOtherFields(struct);
        int nulls = out.zeros(nullsBytes);
        int bit = 0;
        for (Member member : members) {
            Object content = member.valueIn(struct);
            if (content != null) {
                member.values.write(out, content);
            } else if (member.nullable) {
                out.setBit(nulls, bit);
            } else {
                throw new DataException("field '" + member.field.name() + "' is null and its schema does not allow it");
            }
            bit += member.nullable ? 1 : 0;
        }
    }

    @Override
    public Object read(ByteCursor in) {
        StructFiller struct = new StructFiller(schema);
        int nulls = in.bits(nullsBytes, "the nulls of a struct");
        int bit = 0;
        for (Member member : members) {
            if (!member.nullable || !in.bit(nulls, bit)) {
                put(in, struct, member, member.read(in));
            }
            bit += member.nullable ? 1 : 0;
        }
        for (; bit < nullsBytes * Byte.SIZE; bit++) {
            refuseBit(in, nulls, bit);
        }
        return struct.struct();
    }

    /** Only the fields count: the default value of a struct schema cannot have that very schema. */
    private void refuseOtherFields(Struct struct) {
        if (struct.schema() != schema && !schema.fields().equals(struct.schema().fields())) {
            throw new DataException("a struct has other fields than the schema it was to be written with");
        }
    }

    /**
     * A value of an unnamed schema suits it, having been read with it; Connect refuses some that have a logical name.
     */
    private static void put(ByteCursor in, StructFiller struct, Member member, Object content) {
        try {
            if (member.checked) {
                struct.struct().put(member.field, content);
            } else {
                struct.put(member.field, content);
            }
        } catch (DataException e) {
            throw in.malformed("a field has a schema that no value suits (" + e.getMessage() + ")");
        }
    }

    private static void refuseBit(ByteCursor in, int nulls, int bit) {
        if (in.bit(nulls, bit)) {
            throw in.malformed("a struct has a null for a field that its schema does not have");
        }
    }
}
