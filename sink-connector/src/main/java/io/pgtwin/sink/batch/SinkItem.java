package io.pgtwin.sink.batch;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.TableDefinition;

/** What a record brings for one table. */
public sealed interface SinkItem permits SinkEvent, SinkBlock {
    TableDefinition table();

    TopicPartition partition();
}
