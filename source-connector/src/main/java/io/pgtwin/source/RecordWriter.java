package io.pgtwin.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.common.wire.ControlRecord;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.StoredPart;
import io.pgtwin.source.offset.Unmarked;
import io.pgtwin.source.queue.Produced.GoesOn;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Completed;
import io.pgtwin.source.queue.Produced.CopiedBlock;
import io.pgtwin.source.queue.Produced.CopiedRows;
import io.pgtwin.source.queue.Produced.Emptied;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Turns what was produced into Connect's records. Numbers the copied rows of each table, and counts what watermarks
 * tell of, because only here everything stands in the order in which it is written. For one thread.
 */
final class RecordWriter {
    /** Where records without a key go: one partition keeps their order. */
    private static final int FIRST_PARTITION = 0;
    /** What is stored must fit into a record of Kafka; beyond this it waits for the next watermark. */
    private static final int MOST_TOPICS_STORED = 1_000;

    private final String topicPrefix;
    private final TopicNames topics;
    private final Map<String, ?> sourcePartition;
    private final ChangeRecord.Writer writer;
    private final boolean tombstones;
    private final boolean firstPartitionOnly;
    private final Map<TableId, String> tableTopics = new HashMap<>();
    /** Of the last row of each table. */
    private final Map<TableId, Long> rowNumbers = new HashMap<>();
    /** What was written since the last watermark. */
    private final Map<String, TopicMark> unmarked = new HashMap<>();
    /** What is stored, if that lies behind the last watermark. */
    private Optional<SourceOffset> behindMark = Optional.empty();
    private Lsn snapshotLsn = Lsn.ZERO;

    /** @param blocks whether the copy's rows come as blocks: then all of a table is written to one partition */
    RecordWriter(String topicPrefix, String database, boolean tombstones, boolean blocks) {
        this.firstPartitionOnly = blocks;
        this.topicPrefix = topicPrefix;
        this.topics = new TopicNames(topicPrefix);
        this.sourcePartition = SourceOffset.partition(topicPrefix);
        this.writer = new ChangeRecord.Writer(topicPrefix, database);
        this.tombstones = tombstones;
    }

    /** @param produced no barrier */
    List<SourceRecord> write(Produced produced) {
        if (produced instanceof CopiedRows rows) {
            return copied(rows);
        }
        if (produced instanceof CopiedBlock block) {
            return List.of(copied(block));
        }
        if (produced instanceof Emptied emptied) {
            return List.of(emptied(emptied));
        }
        if (produced instanceof Changes changes) {
            return changes(changes);
        }
        if (produced instanceof Completed) {
            return List.of();
        }
        if (produced instanceof GoesOn on) {
            goOn(on.offset());
            return List.of();
        }
        if (produced instanceof Mark mark) {
            return List.of(mark(mark));
        }
        Notice notice = (Notice) produced;
        return List.of(notice(notice.message(), notice.offset()));
    }

    /** Its number is the one below that of the first row. */
    private SourceRecord emptied(Emptied emptied) {
        countUnder(emptied.snapshotLsn());
        Position position = Position.ofCopiedRow(snapshotLsn, 0);
        Origin origin = new Origin(position, emptied.takenMillis(), 0, Phase.RESUMED_COPY);
        count(topicOf(emptied.table().id()), 1, position);
        return change(ChangeEvent.truncate(emptied.table(), origin), emptied.offset().partitionIn(topicPrefix),
                emptied.offset().toMap());
    }

    private void countUnder(Lsn lsn) {
        if (!lsn.equals(snapshotLsn)) {
            snapshotLsn = lsn;
            rowNumbers.clear();
        }
    }

    private List<SourceRecord> copied(CopiedRows rows) {
        countUnder(rows.snapshotLsn());
        List<SourceRecord> records = new ArrayList<>(rows.rows());
        Map<String, ?> partition = rows.offset().partitionIn(topicPrefix);
        Map<String, ?> offset = rows.offset().toMap();
        long number = rowNumbers.getOrDefault(rows.table().id(), 0L);
        for (Row row : rows.copied()) {
            Position position = Position.ofCopiedRow(snapshotLsn, ++number);
            Origin origin = new Origin(position, rows.takenMillis(), 0, rows.phase());
            boolean isLast = records.size() == rows.rows() - 1;
            count(topicOf(rows.table().id()), 1, position);
            records.add(change(ChangeEvent.read(rows.table(), row, origin), partition,
                    isLast ? rows.atEnd().toMap() : offset));
        }
        rowNumbers.put(rows.table().id(), number);
        return records;
    }

    private SourceRecord copied(CopiedBlock block) {
        countUnder(block.snapshotLsn());
        TableId table = block.table().id();
        long rowsSoFar = rowNumbers.merge(table, (long) block.rows(), Long::sum);
        Position last = Position.ofCopiedRow(snapshotLsn, rowsSoFar);
        Origin origin = new Origin(last, block.takenMillis(), 0, block.phase());
        count(topicOf(table), block.rows(), last);
        Struct value = writer.value(new CopyBlock(block.table(), block.format(), block.data(), block.rows(), origin));
        return new SourceRecord(block.offset().partitionIn(topicPrefix), block.offset().toMap(), topicOf(table),
                FIRST_PARTITION, null, null, value.schema(), value, block.takenMillis());
    }

    private void goOn(SourceOffset stored) {
        unmarked.clear();
        stored.unmarked().ifPresent(since -> unmarked.putAll(since.topics()));
        behindMark = stored.unmarked().map(since -> stored);
    }

    private List<SourceRecord> changes(Changes changes) {
        List<SourceRecord> records = new ArrayList<>(changes.rows());
        Map<String, ?> unmoved = stored(changes.base()).toMap();
        for (int i = 0; i < changes.rows(); i++) {
            ChangeEvent event = changes.events().get(i);
            count(topicOf(event.table().id()), 1, event.position());
            Map<String, ?> offset = switch (changes.moves()) {
                case EACH -> changes.base().at(event.position()).toMap();
                case LAST -> i == changes.rows() - 1 ? behindMark(changes.base(), event.position()).toMap() : unmoved;
                case NONE -> unmoved;
            };
            records.add(change(event, offset));
            if (tombstones && event.operation() == Operation.DELETE && event.table().hasKey()) {
                records.add(tombstone(event, offset));
            }
        }
        return records;
    }

    private SourceOffset behindMark(SourceOffset mark, Position reached) {
        if (unmarked.size() > MOST_TOPICS_STORED) {
            return stored(mark);
        }
        SourceOffset offset = mark.behind(reached, new Unmarked(mark.position().commitLsn(), unmarked));
        behindMark = Optional.of(offset);
        return offset;
    }

    /** What is stored already may be further than the last watermark. */
    private SourceOffset stored(SourceOffset mark) {
        return behindMark.filter(it -> it.unmarked().orElseThrow().since().equals(mark.position().commitLsn()))
                .orElse(mark);
    }

    private SourceRecord change(ChangeEvent event, Map<String, ?> offset) {
        return change(event, sourcePartition, offset);
    }

    private SourceRecord change(ChangeEvent event, Map<String, ?> partition, Map<String, ?> offset) {
        SchemaAndValue key = writer.key(event);
        Struct value = writer.value(event);
        String topic = topicOf(event.table().id());
        return new SourceRecord(partition, offset, topic, partitionFor(key), key.schema(), key.value(),
                value.schema(), value,
                event.origin().commitMillis());
    }

    private void count(String topic, long events, Position last) {
        unmarked.merge(topic, new TopicMark(events, last), TopicMark::and);
    }

    private SourceRecord mark(Mark mark) {
        mark.before().forEach((table, before) -> unmarked.merge(topicOf(table), before, TopicMark::and));
        Watermark watermark = new Watermark(System.currentTimeMillis(), mark.previous(), mark.lsn(),
                mark.commitMillis(),
                mark.transactions(), unmarked);
        unmarked.clear();
        behindMark = Optional.empty();
        return control(watermark, mark.offset(), topics.ofTransactions());
    }

    private SourceRecord tombstone(ChangeEvent event, Map<String, ?> offset) {
        SchemaAndValue key = writer.key(event);
        return new SourceRecord(sourcePartition, offset, topicOf(event.table().id()), partitionFor(key), key.schema(),
                key.value(), null, null, event.origin().commitMillis());
    }

    /** @return null to leave it to the key */
    private Integer partitionFor(SchemaAndValue key) {
        return firstPartitionOnly || key.value() == null ? FIRST_PARTITION : null;
    }

    private String topicOf(TableId table) {
        return tableTopics.computeIfAbsent(table, topics::ofTable);
    }

    private SourceRecord notice(ControlMessage message, StoredPart offset) {
        return control(message, offset instanceof SourceOffset sync ? stored(sync) : offset,
                message instanceof ControlMessage.Heartbeat ? topics.ofHeartbeats() : topics.ofStructure());
    }

    private SourceRecord control(ControlMessage message, StoredPart offset, String topic) {
        Struct value = ControlRecord.write(message);
        Schema schema = value.schema();
        return new SourceRecord(offset.partitionIn(topicPrefix), offset.toMap(), topic, FIRST_PARTITION, null, null,
                schema, value,
                message.writtenMillis());
    }
}
