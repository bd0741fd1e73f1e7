package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.BlockRecord;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.common.wire.ControlRecord;
import io.pgtwin.source.offset.SliceOffset;
import io.pgtwin.source.offset.SliceOffset.Finished;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.offset.Unmarked;
import io.pgtwin.source.queue.Produced.GoesOn;
import io.pgtwin.source.queue.Produced.Moves;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.CopiedBlock;
import io.pgtwin.source.queue.Produced.CopiedRows;
import io.pgtwin.source.queue.Produced.Emptied;
import io.pgtwin.source.queue.Produced.Mark;
import io.pgtwin.source.queue.Produced.Notice;

class RecordWriterTest {
    private static final TableDefinition ITEMS = new TableDefinition(new TableId("My Shop", "items"),
            List.of(new ColumnDefinition("id", "integer", true)), List.of("id"));
    private static final TableDefinition JOURNAL = new TableDefinition(new TableId("My Shop", "journal"),
            List.of(new ColumnDefinition("id", "integer", true)), List.of());
    private static final Lsn CONSISTENT_POINT = Lsn.parse("0/1000");
    private static final SourceOffset COPYING = SourceOffset.copying(Set.of(SyncStep.values()), "1", CONSISTENT_POINT);
    private static final SourceOffset COPIED = COPYING.copied(CONSISTENT_POINT);
    private static final Row ROW = Row.builder(1).value(0, 7).build();

    private final RecordWriter writer = new RecordWriter("sync", "db", false, false);

    @Test
    void aRowGoesToItsTablesTopicUnderItsKey() {
        SourceRecord written = writer.write(changes(ChangeEvent.create(ITEMS, ROW, at(1)))).get(0);

        assertThat(written.topic()).isEqualTo("sync.My_Shop.items");
        assertThat(((Struct) written.key()).get("id")).isEqualTo(7);
        assertThat(written.kafkaPartition()).as("by key").isNull();
        assertThat(written.timestamp()).isEqualTo(5_000);
        assertThat(written.sourcePartition()).isEqualTo(Map.of("sync", "sync"));
    }

    @Test
    void whatIsWrittenIsTheEvent() {
        List<ChangeEvent> events = List.of(ChangeEvent.create(ITEMS, ROW, at(1)),
                ChangeEvent.update(ITEMS, Optional.empty(), ROW, at(2)), ChangeEvent.delete(ITEMS, ROW, at(3)),
                ChangeEvent.truncate(ITEMS, at(4)), ChangeEvent.create(JOURNAL, ROW, at(5)));

        List<SourceRecord> records = writer.write(changes(events.toArray(ChangeEvent[]::new)));

        ChangeRecord.Reader reader = new ChangeRecord.Reader();
        assertThat(records.stream().map(it -> reader.read(it.key(), it.valueSchema(), it.value()).orElseThrow()))
                .containsExactlyElementsOf(events);
    }

    @Test
    void aBlockIsOneRecordThatStandsWhereItsLastRowStands() {
        RecordWriter blocks = new RecordWriter("sync", "db", true, true);
        byte[] lines = "7\n7\n7\n".getBytes(StandardCharsets.UTF_8);
        CopiedBlock copied = new CopiedBlock(ITEMS, CopyFormat.TEXT, lines, 3, Phase.COPY, CONSISTENT_POINT,
                9_000, COPYING);

        SourceRecord first = blocks.write(copied).get(0);
        SourceRecord second = blocks.write(copied).get(0);

        CopyBlock read = new BlockRecord.Reader().read(second.value()).orElseThrow();
        assertThat(read.data()).isEqualTo(lines);
        assertThat(read.table()).isEqualTo(ITEMS);
        assertThat(read.position().seq()).isEqualTo(6);
        assertThat(read.originOf(0).position().seq()).isEqualTo(4);
        assertThat(read.position().isAfter(new BlockRecord.Reader().read(first.value()).orElseThrow().position()))
                .isTrue();
        assertThat(first.topic()).isEqualTo("sync.My_Shop.items");
        assertThat(first.kafkaPartition()).isZero();
        assertThat(SourceOffset.of(first.sourceOffset())).contains(COPYING);
    }

    @Test
    void besideBlocksNoChangeGoesToAnotherPartition() {
        RecordWriter blocks = new RecordWriter("sync", "db", true, true);

        assertThat(blocks.write(changes(ChangeEvent.create(ITEMS, ROW, at(1)), ChangeEvent.delete(ITEMS, ROW, at(2)))))
                .hasSize(3).allSatisfy(it -> assertThat(it.kafkaPartition()).isZero());
    }

    @Test
    void recordsWithoutAKeyShareOnePartition() {
        List<SourceRecord> records =
                writer.write(changes(ChangeEvent.create(JOURNAL, ROW, at(1)), ChangeEvent.truncate(ITEMS, at(2))));

        assertThat(records).allSatisfy(it -> {
            assertThat(it.key()).isNull();
            assertThat(it.keySchema()).isNull();
            assertThat(it.kafkaPartition()).isZero();
        });
    }

    @Test
    void everyChangeCarriesTheOffsetOfItsPosition() {
        List<SourceRecord> records =
                writer.write(changes(ChangeEvent.create(ITEMS, ROW, at(1)), ChangeEvent.delete(ITEMS, ROW, at(2))));

        assertThat(records).extracting(it -> SourceOffset.of(it.sourceOffset()).orElseThrow())
                .containsExactly(COPIED.at(at(1).position()), COPIED.at(at(2).position()));
    }

    @Test
    void withWatermarksTheLastChangeOfABatchCarriesWhatNoneTellsOf() {
        List<SourceRecord> records = writer.write(new Changes(List.of(ChangeEvent.create(ITEMS, ROW, at(1)),
                ChangeEvent.delete(ITEMS, ROW, at(2))), 100, COPIED, Moves.LAST, false));
        SourceOffset end = COPIED.behind(at(2).position(), new Unmarked(COPIED.position().commitLsn(),
                Map.of("sync.My_Shop.items", new TopicMark(2, at(2).position()))));

        assertThat(offsets(records)).containsExactly(COPIED, end);
        assertThat(offsets(writer.write(new Changes(List.of(ChangeEvent.create(ITEMS, ROW, at(3))), 100,
                COPIED, Moves.NONE,
                false)))).as("never back").containsExactly(end);
    }

    @Test
    void whatManyTopicsGotIsNotStoredBeforeTheNextWatermark() {
        List<ChangeEvent> events = IntStream.range(0, 1_001).mapToObj(i -> ChangeEvent.create(new TableDefinition(
                new TableId("many", "t" + i), ITEMS.columns(), ITEMS.keyColumns()), ROW, at(i + 1))).toList();

        assertThat(offsets(writer.write(new Changes(events, 100, COPIED, Moves.LAST, false)))).containsOnly(COPIED);
    }

    @Test
    void afterARestartTheNextWatermarkTellsOfWhatNoneToldOfBefore() {
        Lsn lsn = Lsn.parse("0/3000");
        SourceOffset stored = COPIED.behind(at(2).position(), new Unmarked(COPIED.position().commitLsn(),
                Map.of("sync.My_Shop.items", new TopicMark(2, at(2).position()))));
        writer.write(new GoesOn(stored));
        SourceRecord heartbeat = writer.write(new Notice(new Heartbeat(1, lsn), stored.atWatermark())).get(0);
        writer.write(new Changes(List.of(ChangeEvent.create(JOURNAL, ROW, at(3))), 100, stored.atWatermark(),
                Moves.LAST, false));
        SourceRecord written = writer.write(new Mark(COPIED.position().commitLsn(), lsn, Optional.of(5L), 1, Map.of(),
                COPIED.at(Position.upTo(lsn)))).get(0);

        assertThat(offsets(List.of(heartbeat))).containsExactly(stored);
        assertThat(((Watermark) ControlRecord.read(written.value()).orElseThrow()).topics().keySet())
                .containsExactlyInAnyOrder("sync.My_Shop.items", "sync.My_Shop.journal");
    }

    private static List<SourceOffset> offsets(List<SourceRecord> records) {
        return records.stream().map(it -> SourceOffset.of(it.sourceOffset()).orElseThrow()).toList();
    }

    @Test
    void aWatermarkTellsOfWhatWasWrittenSinceTheOneBefore() {
        Lsn lsn = Lsn.parse("0/3000");
        Mark mark = new Mark(CONSISTENT_POINT, lsn, Optional.of(5L), 2, Map.of(), COPIED.at(Position.upTo(lsn)));
        writer.write(changes(ChangeEvent.create(ITEMS, ROW, at(1)), ChangeEvent.create(JOURNAL, ROW, at(2)),
                ChangeEvent.delete(ITEMS, ROW, at(3))));
        SourceRecord written = writer.write(mark).get(0);
        SourceRecord next = writer.write(mark).get(0);

        Watermark watermark = (Watermark) ControlRecord.read(written.value()).orElseThrow();
        assertThat(written.topic()).isEqualTo("sync.transaction");
        assertThat(written.kafkaPartition()).isZero();
        assertThat(SourceOffset.of(written.sourceOffset())).contains(COPIED.at(Position.upTo(lsn)));
        assertThat(watermark.previous()).isEqualTo(CONSISTENT_POINT);
        assertThat(watermark.lsn()).isEqualTo(lsn);
        assertThat(watermark.topics()).isEqualTo(Map.of("sync.My_Shop.items", new TopicMark(2, at(3).position()),
                "sync.My_Shop.journal", new TopicMark(1, at(2).position())));
        assertThat(((Watermark) ControlRecord.read(next.value()).orElseThrow()).topics()).isEmpty();
    }

    /**
     * Of tables that were finished before a restart nothing else tells; of others more is known than what was finished.
     */
    @Test
    void theFirstWatermarkTellsOfWhatWasWrittenBeforeARestart() {
        Lsn lsn = Lsn.parse("0/3000");
        TopicMark before = new TopicMark(7, Position.ofCopiedRow(CONSISTENT_POINT, 6));
        writer.write(changes(ChangeEvent.create(ITEMS, ROW, at(1))));
        SourceRecord written = writer.write(new Mark(Lsn.ZERO, lsn, Optional.of(5L), 0,
                Map.of(ITEMS.id(), before, JOURNAL.id(), before), COPIED.at(Position.upTo(lsn)))).get(0);

        assertThat(((Watermark) ControlRecord.read(written.value()).orElseThrow()).topics()).isEqualTo(Map.of(
                "sync.My_Shop.items", new TopicMark(8, at(1).position()), "sync.My_Shop.journal", before));
    }

    @Test
    void copiedRowsAreNumberedPerTable() {
        assertThat(positions(copied(ITEMS, 2, "0/1000"))).extracting(Position::seq).containsExactly(1L, 2L);
        assertThat(positions(copied(JOURNAL, 1, "0/1000"))).extracting(Position::seq).containsExactly(1L);
        assertThat(positions(copied(ITEMS, 2, "0/1000"))).extracting(Position::seq).containsExactly(3L, 4L);
    }

    @Test
    void numbersStartAgainWithASnapshotAndPositionsStillGrow() {
        Position last = positions(copied(ITEMS, 3, "0/1000")).get(2);
        Position first = positions(copied(ITEMS, 1, "0/5000")).get(0);

        assertThat(first.seq()).isOne();
        assertThat(first).isGreaterThan(last);
        assertThat(first.commitLsn()).as("below every change that the snapshot does not see")
                .isEqualTo(Lsn.parse("0/4FFF"));
    }

    /**
     * Nothing tells such rows from those of the first attempt, or of the changes since, which stand below this copy.
     */
    @Test
    void aTableWithoutAKeyIsEmptiedAndCopiedAsOfTheNewSnapshot() {
        Emptied emptied = new Emptied(JOURNAL, Lsn.parse("0/5000"), 9_000, COPYING);

        List<ChangeEvent> events = new ArrayList<>(events(emptied));
        events.addAll(events(copied(JOURNAL, 2, "0/5000")));

        assertThat(events).extracting(ChangeEvent::operation)
                .containsExactly(Operation.TRUNCATE, Operation.READ, Operation.READ);
        assertThat(events).extracting(ChangeEvent::position).isSorted().doesNotHaveDuplicates()
                .allSatisfy(it -> assertThat(it.commitLsn()).isEqualTo(Lsn.parse("0/4FFF")));
    }

    /**
     * After a restart a watermark tells of rows before, of which only their number is known: it must not miss the last
     * one.
     */
    @Test
    void theLastRowStandsAtTheNumberOfRowsAlsoIfTheTableWasEmptiedBefore() {
        List<ChangeEvent> emptied = events(new Emptied(JOURNAL, Lsn.parse("0/5000"), 9_000, COPYING));
        List<Position> rows = positions(copied(JOURNAL, 3, "0/5000"));

        assertThat(rows.get(2)).isEqualTo(Position.ofCopiedRow(Lsn.parse("0/5000"), 3));
        assertThat(rows.get(0)).isGreaterThan(emptied.get(0).position());
        assertThat(positions(copied(ITEMS, 3, "0/5000")).get(2)).isEqualTo(rows.get(2));
    }

    @Test
    void copiedRowsKeepTheOffsetOfTheCopy() {
        List<SourceRecord> records = writer.write(copied(ITEMS, 2, "0/5000"));

        assertThat(records).allSatisfy(it -> {
            assertThat(SourceOffset.of(it.sourceOffset())).contains(COPYING);
            assertThat(it.timestamp()).isEqualTo(9_000);
            Struct value = (Struct) it.value();
            assertThat(value.get("op")).isEqualTo("r");
            assertThat(value.getStruct("source").get("snapshot")).isEqualTo("resumed");
        });
    }

    @Test
    void theLastRowOfASliceSaysThatItIsDone() {
        SliceOffset reading = SliceOffset.reading(ITEMS.id(), 0, CONSISTENT_POINT);
        SliceOffset done = reading.done(new Finished(OptionalLong.empty(), "form", CONSISTENT_POINT, 2));

        List<SourceRecord> records = writer.write(new CopiedRows(ITEMS, List.of(ROW, ROW), Phase.COPY,
                CONSISTENT_POINT, 9_000,
                100, reading, done));

        assertThat(records).extracting(SourceRecord::sourcePartition).containsOnly(reading.partitionIn("sync"));
        assertThat(records.get(0).sourceOffset()).isEqualTo(reading.toMap());
        assertThat(records.get(1).sourceOffset()).isEqualTo(done.toMap());
    }

    @Test
    void deletesAreFollowedByTombstonesIfTheUserWantsThem() {
        Changes changes = changes(ChangeEvent.delete(ITEMS, ROW, at(1)), ChangeEvent.delete(JOURNAL, ROW, at(2)),
                ChangeEvent.create(ITEMS, ROW, at(3)));

        List<SourceRecord> records = new RecordWriter("sync", "db", true, false).write(changes);

        assertThat(records).hasSize(4).filteredOn(it -> it.value() == null).containsExactly(records.get(1));
        SourceRecord tombstone = records.get(1);
        assertThat(tombstone.key()).isEqualTo(records.get(0).key());
        assertThat(tombstone.topic()).isEqualTo(records.get(0).topic());
        assertThat(tombstone.valueSchema()).isNull();
        assertThat(tombstone.sourceOffset()).isEqualTo(records.get(0).sourceOffset());
        assertThat(writer.write(changes)).hasSize(3);
    }

    @Test
    void noticesGoToTheSyncsOwnTopics() {
        Notice heartbeat = new Notice(new Heartbeat(1, Lsn.parse("0/2000")), COPIED);
        Notice started = new Notice(new TableStarted(2, ITEMS, 10, true, true), COPYING);
        Notice copied = new Notice(new TableCopied(3, ITEMS.id(), 9), COPYING);

        assertNotice(heartbeat, "sync.heartbeat");
        assertNotice(started, "sync");
        assertNotice(copied, "sync");
    }

    private void assertNotice(Notice notice, String topic) {
        assertThat(writer.write(notice)).singleElement().satisfies(it -> {
            assertThat(it.topic()).isEqualTo(topic);
            assertThat(it.kafkaPartition()).isZero();
            assertThat(it.key()).isNull();
            assertThat(it.timestamp()).isEqualTo(notice.message().writtenMillis());
            assertThat(ControlRecord.read(it.value())).contains(notice.message());
            assertThat(it.sourceOffset()).isEqualTo(notice.offset().toMap());
            assertThat(it.sourcePartition()).isEqualTo(notice.offset().partitionIn("sync"));
        });
    }

    private List<Position> positions(CopiedRows rows) {
        return events(rows).stream().map(ChangeEvent::position).toList();
    }

    private List<ChangeEvent> events(Produced produced) {
        ChangeRecord.Reader reader = new ChangeRecord.Reader();
        return writer.write(produced).stream()
                .map(it -> reader.read(it.key(), it.valueSchema(), it.value()).orElseThrow()).toList();
    }

    private static CopiedRows copied(TableDefinition table, int rows, String snapshotLsn) {
        return new CopiedRows(table, Collections.nCopies(rows, ROW), Phase.RESUMED_COPY, Lsn.parse(snapshotLsn), 9_000,
                100, COPYING, COPYING);
    }

    private static Changes changes(ChangeEvent... events) {
        return new Changes(List.of(events), 100, COPIED, Moves.EACH, true);
    }

    private static Origin at(long seq) {
        return new Origin(new Position(Lsn.parse("0/3000"), Lsn.parse("0/2000"), seq), 5_000, 42, Phase.STREAM);
    }
}
