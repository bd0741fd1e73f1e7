package io.pgtwin.sink.gathering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.common.wire.ControlRecord;
import io.pgtwin.sink.batch.Batch;
import io.pgtwin.sink.batch.SinkEvent;
import io.pgtwin.sink.progress.Progress;
import io.pgtwin.sink.progress.TargetState;

/**
 * Records of a sync with tables a and b as a sink gets them. LSNs below 100 are those of the full copy; partitions are
 * called as their tables.
 */
abstract class GatheredTransactions {
    static final String WATERMARKS = "sync.transaction";
    private static final int MAX_ROWS = 4;

    final TransactionGathering gathering = new TransactionGathering(MAX_ROWS, 1_000_000, topic -> true);
    private final Map<String, Long> offsets = new HashMap<>();

    void consistentAt(long lsn) {
        start(Optional.of(new Lsn(lsn)));
    }

    void start(Optional<Lsn> consistent) {
        Map<TopicPartition, Progress> progress = new HashMap<>();
        partitions().forEach(partition -> progress.put(partition, Progress.NONE));
        gathering.restart(new TargetState(progress, consistent));
        offsets.clear();
    }

    static Set<TopicPartition> partitions() {
        return Set.of(partition("a"), partition("b"), partition(WATERMARKS), partition("heartbeat"));
    }

    static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    void add(String topic, long... lsns) {
        for (long lsn : lsns) {
            add(topic, ChangeEvent.create(table(topic), row(lsn), origin(lsn, Phase.STREAM)));
        }
    }

    void copy(String topic, long lsn) {
        add(topic, ChangeEvent.read(table(topic), row(lsn), origin(lsn, Phase.RESUMED_COPY)));
    }

    void add(String topic, ChangeEvent event) {
        Struct value = new ChangeRecord.Writer("sync", "db").value(event);
        gathering.add(new SinkRecord(topic, 0, null, null, value.schema(), value, nextOffset(topic)));
    }

    void watermark(long previous, long lsn, Map<String, Long> topics) {
        Map<String, TopicMark> marks = new HashMap<>();
        // from LSN 100 on changes; 200 is the row of another copy
        topics.forEach((topic, last) -> marks.put(topic, new TopicMark(1,
                origin(last, last < 100 || last == 200 ? Phase.COPY : Phase.STREAM).position())));
        Struct value = ControlRecord.write(
                new Watermark(0, new Lsn(previous), new Lsn(lsn), Optional.of(7L), 1, marks));
        gathering.add(new SinkRecord(WATERMARKS, 0, null, null, value.schema(), value, nextOffset(WATERMARKS)));
    }

    void heartbeat(long lsn) {
        Struct value = ControlRecord.write(new Heartbeat(0, new Lsn(lsn)));
        gathering.add(new SinkRecord("heartbeat", 0, null, null, value.schema(), value, nextOffset("heartbeat")));
    }

    long nextOffset(String topic) {
        return offsets.merge(topic, 1L, Long::sum) - 1;
    }

    static TableDefinition table(String name) {
        return new TableDefinition(new TableId("s", name), List.of(new ColumnDefinition("id", "bigint", true)),
                List.of("id"));
    }

    static Row row(long id) {
        return Row.builder(1).value(0, id).build();
    }

    static Origin origin(long lsn, Phase phase) {
        if (phase != Phase.STREAM) {
            return new Origin(new Position(new Lsn(lsn), new Lsn(lsn + 1), 0), 0, 0, phase);
        }
        return new Origin(changeAt(lsn), 0, 1, phase);
    }

    static Position changeAt(long lsn) {
        return new Position(new Lsn(lsn), new Lsn(lsn), 0);
    }

    static List<Long> lsns(Batch batch) {
        return batch.items().stream()
                .map(item -> ((SinkEvent) item).change().position().lsn().value()).toList();
    }
}
