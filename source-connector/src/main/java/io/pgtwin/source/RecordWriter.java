package io.pgtwin.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage;
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
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Completed;
import io.pgtwin.source.queue.Produced.CopiedBlock;
import io.pgtwin.source.queue.Produced.CopiedRows;
import io.pgtwin.source.queue.Produced.Emptied;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * Turns what was produced into Connect's records. Numbers the copied rows of each table, because only here they stand in the
 * order in which they are written. For one thread.
 */
final class RecordWriter {
    /** Where records without a key go: one partition keeps their order. */
    private static final int FIRST_PARTITION = 0;

    private final String topicPrefix;
    private final TopicNames topics;
    private final Map<String, ?> sourcePartition;
    private final ChangeRecord.Writer writer;
    private final boolean tombstones;
    private final boolean firstPartitionOnly;
    private final Map<TableId, String> tableTopics = new HashMap<>();
    private final Map<TableId, Long> rowNumbers = new HashMap<>();
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
        Notice notice = (Notice) produced;
        return List.of(notice(notice.message(), notice.offset()));
    }

    /** Takes a number like a row, and all rows of this snapshot come after it. */
    private SourceRecord emptied(Emptied emptied) {
        countUnder(emptied.snapshotLsn());
        Position position = Position.ofCopiedRow(snapshotLsn, 0);
        rowNumbers.put(emptied.table().id(), 1L);
        Origin origin = new Origin(position, emptied.takenMillis(), 0, Phase.RESUMED_COPY);
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
            Position position = Position.ofCopiedRow(snapshotLsn, number++);
            Origin origin = new Origin(position, rows.takenMillis(), 0, rows.phase());
            boolean isLast = records.size() == rows.rows() - 1;
            records.add(change(ChangeEvent.read(rows.table(), row, origin), partition, isLast ? rows.atEnd().toMap() : offset));
        }
        rowNumbers.put(rows.table().id(), number);
        return records;
    }

    private SourceRecord copied(CopiedBlock block) {
        countUnder(block.snapshotLsn());
        TableId table = block.table().id();
        long rowsSoFar = rowNumbers.merge(table, (long) block.rows(), Long::sum);
        Position last = Position.ofCopiedRow(snapshotLsn, rowsSoFar - 1);
        Origin origin = new Origin(last, block.takenMillis(), 0, block.phase());
        Struct value = writer.value(new CopyBlock(block.table(), block.data(), block.rows(), origin));
        return new SourceRecord(block.offset().partitionIn(topicPrefix), block.offset().toMap(), topicOf(table), FIRST_PARTITION, null, null,
                value.schema(), value, block.takenMillis());
    }

    private List<SourceRecord> changes(Changes changes) {
        List<SourceRecord> records = new ArrayList<>(changes.rows());
        for (ChangeEvent event : changes.events()) {
            Map<String, ?> offset = changes.base().at(event.position()).toMap();
            records.add(change(event, offset));
            if (tombstones && event.operation() == Operation.DELETE && event.table().hasKey()) {
                records.add(tombstone(event, offset));
            }
        }
        return records;
    }

    private SourceRecord change(ChangeEvent event, Map<String, ?> offset) {
        return change(event, sourcePartition, offset);
    }

    private SourceRecord change(ChangeEvent event, Map<String, ?> partition, Map<String, ?> offset) {
        SchemaAndValue key = writer.key(event);
        Struct value = writer.value(event);
        return new SourceRecord(partition, offset, topicOf(event.table().id()), partitionFor(key),
                key.schema(), key.value(), value.schema(), value, event.origin().commitMillis());
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
        String topic = message instanceof ControlMessage.Heartbeat ? topics.ofHeartbeats() : topics.ofStructure();
        Struct value = ControlRecord.write(message);
        Schema schema = value.schema();
        return new SourceRecord(offset.partitionIn(topicPrefix), offset.toMap(), topic, FIRST_PARTITION, null, null, schema, value,
                message.writtenMillis());
    }
}
