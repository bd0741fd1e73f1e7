package io.pgtwin.sink.batch;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.CopyTextRows;
import io.pgtwin.sink.progress.Advance;

/** A block of copied rows together with the record that brought it. */
public record SinkBlock(CopyBlock block, TopicPartition partition, long offset) implements SinkItem {
    @Override
    public TableDefinition table() {
        return block.table();
    }

    @Override
    public Position position() {
        return block.position();
    }

    @Override
    public void move(Advance advance) {
        advance.applied(offset, block);
    }

    /** Whether rows of it may be in the target already, so that it cannot simply be appended. */
    boolean mustBeTakenApart() {
        return block.origin().phase().mayRepeat() && block.table().hasKey();
    }

    /**
     * Its rows one by one.
     *
     * @throws io.pgtwin.common.failure.PgTwinException if the block is not text, or cannot be read
     */
    public List<SinkEvent> events() {
        if (block.format() != CopyFormat.TEXT) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, "A block of table " + block.table().id()
                    + " has to be taken apart and is in format " + block.format().label());
        }
        List<SinkEvent> events = new ArrayList<>(block.rows());
        new CopyTextRows(block.table()).readAll(block.data(), row -> events.add(new SinkEvent(
                ChangeEvent.read(block.table(), row, block.originOf(events.size())), partition, offset)));
        return events;
    }
}
