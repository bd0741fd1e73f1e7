package io.pgtwin.common.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

/**
 * A watermark as a Kafka record: its writer and its reader. The key is null. Consumers other than pgtwin may rely on
 * this form; LSNs are INT64 and to be read as unsigned.
 *
 * <pre>
 * type          watermark
 * ts_ms         when the record was written
 * previous_lsn  where it begins: the lsn of the watermark before it; 0 if it covers the full copy and everything before
 * lsn           everything committed before it has been produced
 * commit_ts_ms  when the last transaction before lsn was committed; null if none came since previous_lsn
 * transactions  how many came since previous_lsn
 * topics        those that got events since previous_lsn, each with
 *   topic       its name
 *   events      how many changes and copied rows were written
 *   commit_lsn, last_lsn, seq   the position of the last one, as in the source block of its envelope
 * </pre>
 */
final class WatermarkRecord {
    private static final String TYPE = "watermark";

    private static final Schema TOPIC = SchemaBuilder.struct().name("io.pgtwin.WatermarkTopic").version(1)
            .field("topic", Schema.STRING_SCHEMA)
            .field("events", Schema.INT64_SCHEMA)
            .field("commit_lsn", Schema.INT64_SCHEMA)
            .field("last_lsn", Schema.INT64_SCHEMA)
            .field("seq", Schema.INT64_SCHEMA)
            .build();

    private static final Schema SCHEMA = SchemaBuilder.struct().name("io.pgtwin.Watermark").version(1)
            .field("type", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("previous_lsn", Schema.INT64_SCHEMA)
            .field("lsn", Schema.INT64_SCHEMA)
            .field("commit_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("transactions", Schema.INT64_SCHEMA)
            .field("topics", SchemaBuilder.array(TOPIC).build())
            .build();

    private WatermarkRecord() {}

    static Struct write(Watermark watermark) {
        List<Struct> topics = new ArrayList<>();
        watermark.topics().forEach((topic, mark) -> topics.add(new Struct(TOPIC)
                .put("topic", topic)
                .put("events", mark.events())
                .put("commit_lsn", mark.last().commitLsn().value())
                .put("last_lsn", mark.last().lsn().value())
                .put("seq", mark.last().seq())));
        return new Struct(SCHEMA)
                .put("type", TYPE)
                .put("ts_ms", watermark.writtenMillis())
                .put("previous_lsn", watermark.previous().value())
                .put("lsn", watermark.lsn().value())
                .put("commit_ts_ms", watermark.commitMillis().orElse(null))
                .put("transactions", watermark.transactions())
                .put("topics", topics);
    }

    static boolean isWatermark(Object value) {
        return value instanceof Struct struct && SCHEMA.name().equals(struct.schema().name())
                || value instanceof Map<?, ?> map && TYPE.equals(map.get("type"));
    }

    /** @throws PgTwinException RECORD_MALFORMED if a field has another form; the message names it */
    static Watermark read(Object value) {
        Fields fields = Fields.of(value);
        Optional<Long> commit = fields.get("commit_ts_ms") == null ? Optional.empty()
                : Optional.of(number(fields, "commit_ts_ms"));
        return new Watermark(number(fields, "ts_ms"), lsn(fields, "previous_lsn"), lsn(fields, "lsn"), commit,
                number(fields, "transactions"), topics(fields.get("topics")));
    }

    private static Map<String, TopicMark> topics(Object list) {
        if (!(list instanceof List<?> all)) {
            throw malformed("topics", "list");
        }
        Map<String, TopicMark> topics = new HashMap<>();
        for (Object one : all) {
            Fields fields = Fields.of(one);
            if (!(fields.get("topic") instanceof String topic)) {
                throw malformed("topic", "text");
            }
            Position last = new Position(lsn(fields, "commit_lsn"), lsn(fields, "last_lsn"), number(fields, "seq"));
            topics.put(topic, new TopicMark(number(fields, "events"), last));
        }
        return topics;
    }

    /** A field's value by its name; null if there is none. */
    private interface Fields {
        Object get(String name);

        static Fields of(Object value) {
            if (value instanceof Struct struct) {
                return struct::get;
            }
            if (value instanceof Map<?, ?> map) {
                return map::get;
            }
            throw malformed("topics", "list of records");
        }
    }

    private static Lsn lsn(Fields fields, String name) {
        return new Lsn(number(fields, name));
    }

    private static long number(Fields fields, String name) {
        if (fields.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw malformed(name, "number");
    }

    private static PgTwinException malformed(String field, String expected) {
        return new PgTwinException(FailureKind.RECORD_MALFORMED,
                "Field '" + field + "' of a watermark is no " + expected);
    }
}
