package io.pgtwin.source.offset;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

/**
 * What has been written since the last watermark, where a stored offset lies behind it: the next one tells of that,
 * too.
 *
 * @param since where the last watermark ends
 */
public record Unmarked(Lsn since, Map<String, TopicMark> topics) {
    private static final int FIELDS = 5;

    public Unmarked {
        topics = Map.copyOf(topics);
    }

    /** As {@code topic:events:commit_lsn:lsn:seq,...}; no topic's name has a colon or a comma. */
    String text() {
        return new TreeMap<>(topics).entrySet().stream().map(it -> {
            Position last = it.getValue().last();
            return it.getKey() + ":" + it.getValue().events() + ":" + last.commitLsn() + ":" + last.lsn() + ":"
                    + last.seq();
        }).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if the text has another form */
    static Unmarked parse(String since, String text) {
        Map<String, TopicMark> topics = new TreeMap<>();
        for (String topic : text.split(",")) {
            String[] fields = topic.split(":");
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(topic);
            }
            Position last = new Position(Lsn.parse(fields[2]), Lsn.parse(fields[3]), Long.parseLong(fields[4]));
            topics.put(fields[0], new TopicMark(Long.parseLong(fields[1]), last));
        }
        return new Unmarked(Lsn.parse(since), topics);
    }
}
