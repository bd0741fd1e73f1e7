package io.pgtwin.sink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Phase;
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

    private static List<Kind> kinds(SinkEvent... sequence) {
        Collection<TableSteps> tables = TableSteps.of(List.of(sequence));
        assertThat(tables).hasSize(1);
        return tables.iterator().next().steps().stream().map(Step::kind).toList();
    }
}
