package io.pgtwin.sink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.model.CopyFormat;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.sink.batch.Step.Kind;

class TableStepsTest {
    private final Events events = new Events(Phase.STREAM);

    @Test
    void copiedRowsAreAppendedAndChangesCompacted() {
        assertThat(kinds(events.read(1, "a", "b"), events.read(2, "a", "b"), events.create(3, "a", "b"),
                events.delete(1)))
                .containsExactly(Kind.APPEND, Kind.COMPACT);
    }

    @Test
    void aTruncateDividesWhatIsBeforeFromWhatIsAfter() {
        assertThat(kinds(events.create(1, "a", "b"), events.truncate(), events.truncate(), events.create(1, "a", "b")))
                .containsExactly(Kind.COMPACT, Kind.TRUNCATE, Kind.TRUNCATE, Kind.COMPACT);
    }

    @Test
    void whatFollowsTheLastTruncateIsAllThatTheTableHolds() {
        TableSteps steps = table(events.create(1, "a", "b"), events.truncate(), events.create(2, "a", "b"),
                events.truncate(), events.create(3, "a", "b"), events.move(3, 4));

        assertThat(steps.afterLastTruncate()).hasValueSatisfying(rest -> {
            assertThat(rest.table()).isEqualTo(steps.table());
            assertThat(rest.steps()).isEqualTo(steps.steps().subList(4, 6));
            assertThat(rest.size()).isEqualTo(2);
        });
        assertThat(table(events.create(1, "a", "b"), events.truncate()).afterLastTruncate())
                .hasValueSatisfying(rest -> assertThat(rest.steps()).isEmpty());
        assertThat(table(events.create(1, "a", "b")).afterLastTruncate()).isEmpty();
    }

    @Test
    void aMovedRowIsHandledByItself() {
        assertThat(kinds(events.create(1, "a", "b"), events.move(1, 2), events.delete(1), events.create(3, "a", "b")))
                .containsExactly(Kind.COMPACT, Kind.ONE_BY_ONE, Kind.COMPACT);
    }

    @Test
    void copiedRowsBetweenChangesAreCompactedWithThem() {
        assertThat(kinds(events.create(1, "a", "b"), events.read(2, "a", "b"), events.delete(1)))
                .containsExactly(Kind.COMPACT);
    }

    @Test
    void copiedRowsThatMayBeThereAlreadyAreNotSimplyAppended() {
        assertThat(kinds(new Events(Phase.RESUMED_COPY).read(1, "a", "b"))).containsExactly(Kind.COMPACT);
    }

    @Test
    void blocksOfNewRowsArePassedOnWhole() {
        List<Step> steps = steps(block(Phase.COPY, "1\ta\tb\n2\ta\tb\n"), block(Phase.COPY, "3\ta\tb\n"),
                events.create(4, "a", "b"));

        assertThat(steps.stream().map(Step::kind)).containsExactly(Kind.APPEND_BLOCKS, Kind.COMPACT);
        assertThat(steps.get(0).blocks()).hasSize(2);
        assertThat(steps.get(0).size()).isEqualTo(3);
        assertThat(steps.get(0).blocks().stream().flatMap(it -> it.events().stream()).map(SinkEvent::after))
                .containsExactly(Events.row(1, "a", "b"), Events.row(2, "a", "b"), Events.row(3, "a", "b"));
    }

    @Test
    void blocksOfRowsThatMayBeThereAlreadyAreTakenApart() {
        assertThat(steps(block(Phase.RESUMED_COPY, "1\ta\tb\n2\ta\tb\n"))).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(Kind.COMPACT);
            assertThat(step.events()).hasSize(2);
        });
    }

    private static SinkBlock block(Phase phase, String lines) {
        int rows = (int) lines.lines().count();
        Origin origin = new Origin(Position.ofCopiedRow(new Lsn(9), rows - 1), 0, 0, phase);
        CopyBlock block = new CopyBlock(Events.TABLE, CopyFormat.TEXT, lines.getBytes(StandardCharsets.UTF_8),
                rows, origin);
        return new SinkBlock(block, new TopicPartition("sync.s.t", 0), 0);
    }

    private static List<Kind> kinds(SinkEvent... sequence) {
        return steps(sequence).stream().map(Step::kind).toList();
    }

    private static List<Step> steps(SinkItem... sequence) {
        return table(sequence).steps();
    }

    private static TableSteps table(SinkItem... sequence) {
        Collection<TableSteps> tables = TableSteps.of(List.of(sequence));
        assertThat(tables).hasSize(1);
        return tables.iterator().next();
    }
}
