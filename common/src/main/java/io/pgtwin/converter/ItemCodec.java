package io.pgtwin.converter;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** What arrays and maps contain: a value that may be null if its schema is optional. */
record ItemCodec(ValueCodec values, boolean optional) {

    static ItemCodec of(Schema schema) {
        return new ItemCodec(ValueCodec.of(schema), schema.isOptional());
    }

    void write(ByteSink out, Object item) {
        if (item == null && !optional) {
            throw new DataException("an array or map holds a null, but its schema does not allow that");
        }
        if (optional) {
            out.int8(item == null ? 0 : 1);
        }
        if (item != null) {
            values.write(out, item);
        }
    }

    Object read(ByteCursor in) {
        return !optional || in.flag("the presence of an item") ? values.read(in) : null;
    }
}
