package io.pgtwin.source.offset;

import java.util.Map;

/** What Connect stores when the record that carries it is in Kafka. Each partition is stored by itself. */
public interface StoredPart {
    /** Connect's source partition. */
    Map<String, ?> partitionIn(String topicPrefix);

    /** Connect's source offset. */
    Map<String, ?> toMap();
}
