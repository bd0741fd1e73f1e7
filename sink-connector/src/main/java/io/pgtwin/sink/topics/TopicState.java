package io.pgtwin.sink.topics;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka has.
 *
 * @param ids of all topics, by name: a topic that is made again has another one
 * @param earliest the first offset that a partition still has, of those that were asked for
 * @param latest the offset of a partition's next record
 */
record TopicState(Map<String, String> ids, Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> latest) {}
