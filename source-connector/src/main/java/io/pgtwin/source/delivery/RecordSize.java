package io.pgtwin.source.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;

import io.pgtwin.common.model.Text;
import io.pgtwin.common.wire.TextStruct;
import io.pgtwin.converter.CompactConverter;

/**
 * How many bytes a record has when it is sent, before compression. Large records are rare, so the exact number may cost
 * a conversion; the estimates cost next to nothing.
 */
final class RecordSize {
    private static final String COMPACT = CompactConverter.class.getName();
    /** Converters that ask nobody, so that they can be used just to measure. */
    private static final Set<String> MEASURING = Set.of(COMPACT, "org.apache.kafka.connect.json.JsonConverter");

    /** What a producer adds to key and value of a record that is alone in its batch, at least. */
    private static final int ENVELOPE_BYTES = 88;
    /** JSON may need this many for one byte, as in \u0001. */
    private static final int MOST_BYTES_FOR_ONE = 6;
    /** Names and types of columns, in each of two images. */
    private static final long MOST_SCHEMA_BYTES = 1 << 20;

    private final Optional<Converter> keys;
    private final Optional<Converter> values;
    private final int growth;

    /** @param options the connector's */
    RecordSize(Map<String, String> options) {
        this.keys = converter(options, "key.converter", true);
        this.values = converter(options, "value.converter", false);
        this.growth = COMPACT.equals(options.get("value.converter")) ? 1 : MOST_BYTES_FOR_ONE;
    }

    private static Optional<Converter> converter(Map<String, String> options, String option, boolean isKey) {
        String name = options.get(option);
        if (name == null || !MEASURING.contains(name)) {
            return Optional.empty();
        }
        try {
            Converter converter = Utils.newInstance(name, Converter.class);
            Map<String, String> own = new TreeMap<>();
            options.forEach((key, value) -> {
                if (key.startsWith(option + ".")) {
                    own.put(key.substring(option.length() + 1), value);
                }
            });
            converter.configure(own, isKey);
            return Optional.of(converter);
        } catch (ClassNotFoundException e) {
            return Optional.empty(); // then only what is certainly too large is noticed
        }
    }

    /** A lower bound: the bytes of all values. */
    long atLeast(SourceRecord unsent) {
        return bytes(unsent.value());
    }

    /** @param atLeast of the record */
    long atMost(long atLeast) {
        return atLeast * growth + MOST_SCHEMA_BYTES;
    }

    /** The size itself where the converters can tell it, else {@link #atLeast}. */
    long of(SourceRecord unsent) {
        if (keys.isEmpty() || values.isEmpty()) {
            return atLeast(unsent);
        }
        return ENVELOPE_BYTES + converted(keys.get(), unsent.topic(), unsent.keySchema(), unsent.key())
                + converted(values.get(), unsent.topic(), unsent.valueSchema(), unsent.value());
    }

    private static long converted(Converter converter, String topic, Schema schema, Object value) {
        byte[] bytes = converter.fromConnectData(topic, schema, value);
        return bytes == null ? 0 : bytes.length;
    }

    private static long bytes(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof Text text) {
            return text.length();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return value instanceof Struct struct ? bytes(struct) : 0;
    }

    private static long bytes(Struct struct) {
        long bytes = 0;
        for (Field field : struct.schema().fields()) {
            bytes += bytes(TextStruct.raw(struct, field));
        }
        return bytes;
    }
}
