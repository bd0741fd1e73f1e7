package io.pgtwin.sink.batch;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/** Events of a table {@code (id, a, b)} with key {@code id}, each at the next offset. */
final class Events {
    static final TableDefinition TABLE = new TableDefinition(new TableId("s", "t"),
            List.of(new ColumnDefinition("id", "integer", true), new ColumnDefinition("a", "text", false),
                    new ColumnDefinition("b", "text", false)),
            List.of("id"));

    private final Phase phase;
    private long offset;

    Events(Phase phase) {
        this.phase = phase;
    }

    SinkEvent read(int id, String a, String b) {
        return at(ChangeEvent.read(TABLE, row(id, a, b), origin()));
    }

    SinkEvent create(int id, String a, String b) {
        return at(ChangeEvent.create(TABLE, row(id, a, b), origin()));
    }

    SinkEvent update(int id, String a, String b) {
        return at(ChangeEvent.update(TABLE, Optional.empty(), row(id, a, b), origin()));
    }

    SinkEvent updateOfAOnly(int id, String a) {
        return at(ChangeEvent.update(TABLE, Optional.empty(), Row.builder(3).value(0, id).value(1, a).build(),
                origin()));
    }

    SinkEvent move(int from, int to) {
        return at(ChangeEvent.update(TABLE, Optional.of(key(from)), Row.builder(3).value(0, to).value(1, "m").build(),
                origin()));
    }

    SinkEvent delete(int id) {
        return at(ChangeEvent.delete(TABLE, key(id), origin()));
    }

    SinkEvent truncate() {
        return at(ChangeEvent.truncate(TABLE, origin()));
    }

    static Row row(int id, String a, String b) {
        return Row.builder(3).value(0, id).value(1, a).value(2, b).build();
    }

    static Row key(int id) {
        return Row.builder(3).value(0, id).build();
    }

    private SinkEvent at(ChangeEvent change) {
        return new SinkEvent(change, new TopicPartition("sync.s.t", 0), offset++);
    }

    private Origin origin() {
        return new Origin(new Position(new Lsn(offset + 1), new Lsn(offset + 1), 0), 0, 1, phase);
    }
}
