package io.pgtwin.sink.batch;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.ControlMessage;

/** What the source tells besides changes, together with the record that brought it. */
public record SinkMessage(ControlMessage message, TopicPartition partition, long offset) {
    public String topic() {
        return partition.topic();
    }
}
