package io.pgtwin.sink.gathering;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * In which partitions records lie. By their original coordinates: a transform may have changed the topic, but offsets
 * belong to where the record lies. For one thread.
 */
final class Partitions {
    private TopicPartition last = new TopicPartition("", 0);

    /** Records come in runs of one partition. */
    TopicPartition of(SinkRecord record) {
        int number = record.originalKafkaPartition();
        if (number != last.partition() || !record.originalTopic().equals(last.topic())) {
            last = new TopicPartition(record.originalTopic(), number);
        }
        return last;
    }
}
