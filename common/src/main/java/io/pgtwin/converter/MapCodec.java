package io.pgtwin.converter;

import java.util.Map;

/** Maps whose keys are of one type and whose values are of one type. */
record MapCodec(ItemCodec keys, ItemCodec values) implements ValueCodec {

    @Override
    public void write(ByteSink out, Object value) {
        MapEntries.write(out, (Map<?, ?>) value, keys::write, values::write);
    }

    @Override
    public Object read(ByteCursor in) {
        return MapEntries.read(in, keys::read, values::read);
    }
}
