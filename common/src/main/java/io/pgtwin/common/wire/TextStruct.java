package io.pgtwin.common.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.model.Text;

/**
 * A struct whose strings may still be {@link Text}. To everybody it is a struct like any other: a string is decoded
 * when it is asked for. pgtwin's own parts ask for {@link #raw}, so that text goes from database to database without
 * becoming characters. Like any struct for one thread at a time.
 */
public final class TextStruct extends Struct {
    private static final VarHandle VALUES = findValues();

    /** The very array in which Kafka's class keeps its values. */
    private final Object[] values;

    private TextStruct(Schema schema) {
        super(schema);
        values = (Object[]) VALUES.get(this);
    }

    private static VarHandle findValues() {
        try {
            return MethodHandles.privateLookupIn(Struct.class, MethodHandles.lookup())
                    .findVarHandle(Struct.class, "values", Object[].class);
        } catch (ReflectiveOperationException e) {
            Logger log = LoggerFactory.getLogger(TextStruct.class);
            log.info("This version of Kafka Connect has no Struct.values; records are filled more slowly");
            return null;
        }
    }

    /** Whether this version of Kafka Connect lets these structs be made. */
    static boolean isSupported() {
        return VALUES != null;
    }

    /** @throws NullPointerException if they are not supported */
    static TextStruct of(Schema schema) {
        return new TextStruct(schema);
    }

    /** What a field holds, text maybe as {@link Text}; for ordinary structs what they give. */
    public static Object raw(Struct struct, Field field) {
        return struct instanceof TextStruct known ? known.values[field.index()] : struct.get(field);
    }

    void set(Field field, Object value) {
        values[field.index()] = value;
    }

    private void decode(int index) {
        if (values[index] instanceof Text text) {
            values[index] = text.string();
        }
    }

    private void decode(String name) {
        Field field = schema().field(name);
        if (field != null) {
            decode(field.index());
        }
    }

    private void decode() {
        for (int i = 0; i < values.length; i++) {
            decode(i);
        }
    }

    @Override
    public Object get(Field field) {
        decode(field.index());
        return super.get(field);
    }

    @Override
    public Object get(String name) {
        decode(name);
        return super.get(name);
    }

    @Override
    public Object getWithoutDefault(String name) {
        decode(name);
        return super.getWithoutDefault(name);
    }

    @Override
    public String getString(String name) {
        decode(name);
        return super.getString(name);
    }

    @Override
    public void validate() {
        decode();
        super.validate();
    }

    /** Equal to any struct of an equal schema and equal values, which an ordinary struct does not know. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Struct that && schema().equals(that.schema())
                && schema().fields().stream()
                .allMatch(field -> Objects.deepEquals(getWithoutDefault(field.name()),
                        that.getWithoutDefault(field.name())));
    }

    @Override
    public int hashCode() {
        decode();
        return super.hashCode();
    }

    @Override
    public String toString() {
        decode();
        return super.toString();
    }
}
