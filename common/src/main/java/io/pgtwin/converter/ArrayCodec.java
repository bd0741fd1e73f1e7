package io.pgtwin.converter;

import java.util.ArrayList;
import java.util.List;

/** Lists of one type. */
record ArrayCodec(ItemCodec items) implements ValueCodec {

    @Override
    public void write(ByteSink out, Object value) {
        List<?> list = (List<?>) value;
        out.count(list.size());
        for (Object item : list) {
            items.write(out, item);
        }
    }

    @Override
    public Object read(ByteCursor in) {
        int count = in.count("the size of an array");
        List<Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(items.read(in));
        }
        return list;
    }
}
