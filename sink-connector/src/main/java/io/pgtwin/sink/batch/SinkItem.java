package io.pgtwin.sink.batch;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.sink.progress.Advance;

/** What a record brings for one table. */
public sealed interface SinkItem permits SinkEvent, SinkBlock {
    TableDefinition table();

    TopicPartition partition();

    /** Of a block, that of its last row. */
    Position position();

    /** Lets the advance of its partition count it as applied. */
    void move(Advance advance);
}
