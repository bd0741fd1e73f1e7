package io.pgtwin.common.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one struct from values that suit its schema by construction.
 *
 * <p>{@link Struct#put(Field, Object)} checks every value, those of nested structs once more with each level, and makes a
 * message for each check that nobody reads: measured, a fifth of a worker's time and a third of its garbage. So the values
 * are set directly where Kafka's class still has the field for them, and with {@code put} where it has not.
 */
public final class StructFiller {
    private static final VarHandle VALUES = values();

    private final Struct struct;
    private final Object[] values;

    public StructFiller(Schema schema) {
        this.struct = new Struct(schema);
        this.values = VALUES == null ? null : (Object[]) VALUES.get(struct);
    }

    private static VarHandle values() {
        try {
            return MethodHandles.privateLookupIn(Struct.class, MethodHandles.lookup())
                    .findVarHandle(Struct.class, "values", Object[].class);
        } catch (ReflectiveOperationException e) {
            Logger log = LoggerFactory.getLogger(StructFiller.class);
            log.info("This version of Kafka Connect has no Struct.values; records are filled more slowly");
            return null;
        }
    }

    /** Whether values are set directly, unchecked. */
    static boolean isDirect() {
        return VALUES != null;
    }

    /** @param value of the Java type that the field's schema needs, not null unless the field is optional */
    public StructFiller put(Field field, Object value) {
        if (values == null) {
            struct.put(field, value);
        } else {
            values[field.index()] = value;
        }
        return this;
    }

    public Struct struct() {
        return struct;
    }
}
