package io.pgtwin.sink.batch;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.sink.progress.Advance;

/** An event together with the record that brought it, so that a failure can say where it is. */
public record SinkEvent(ChangeEvent change, TopicPartition partition, long offset) implements SinkItem {
    @Override
    public TableDefinition table() {
        return change.table();
    }

    @Override
    public Position position() {
        return change.position();
    }

    @Override
    public void move(Advance advance) {
        advance.applied(offset, change);
    }

    /** The record and the event's place at the source, for messages. */
    public String place() {
        return "record " + partition + "@" + offset + ", position " + change.position();
    }

    /** Whether the row's presence or absence in the target says nothing about a conflict. */
    public boolean mayRepeat() {
        return change.origin().phase().mayRepeat();
    }

    /** The image after the change; the event must have one. */
    public Row after() {
        return change.after().orElseThrow();
    }

    /** Whether the event gives a row another key and leaves columns as they were under the old one. */
    public boolean movesKey() {
        TableDefinition table = change.table();
        return change.before().isPresent() && change.after().isPresent() && table.hasKey()
                && !table.keyOf(change.before().get()).equals(table.keyOf(change.after().get()));
    }
}
