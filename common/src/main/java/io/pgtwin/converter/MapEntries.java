package io.pgtwin.converter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The entries of a map in the order of their bytes. Equal maps must be equal bytes: Kafka chooses the partition of a
 * record, and compaction what to keep, by the bytes of the key; and equal schemas with a map as default value are equal
 * blocks.
 */
final class MapEntries {
    private MapEntries() {
    }

    static void write(ByteSink out, Map<?, ?> map,
            BiConsumer<ByteSink, Object> key, BiConsumer<ByteSink, Object> value) {
        List<byte[]> entries = new ArrayList<>(map.size());
        ByteSink scratch = new ByteSink();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            scratch.clear();
            key.accept(scratch, entry.getKey());
            value.accept(scratch, entry.getValue());
            entries.add(scratch.toByteArray());
        }
        entries.sort(Arrays::compareUnsigned);
        out.count(entries.size());
        entries.forEach(out::raw);
    }

    static Map<Object, Object> read(ByteCursor in,
            Function<ByteCursor, Object> key, Function<ByteCursor, Object> value) {
        int count = in.count("the size of a map");
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(key.apply(in), value.apply(in));
            if (map.size() <= i) {
                throw in.malformed("a map has the same key twice");
            }
        }
        return map;
    }
}
