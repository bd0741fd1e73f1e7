package io.pgtwin.source.stream;

import static io.pgtwin.source.stream.Messages.begin;
import static io.pgtwin.source.stream.Messages.commit;
import static io.pgtwin.source.stream.Messages.insert;
import static io.pgtwin.source.stream.Messages.oldKey;
import static io.pgtwin.source.stream.Messages.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.source.pgoutput.PgOutputMessage;

/** What becomes of transactions that the server sends again, and of those that a resumed copy may have seen. */
class RestartedStreamTest {
    private record Sent(String lsn, PgOutputMessage message) {}

    /** Two transactions with six events; a key change and a multi-row insert share their LSNs. */
    private static final List<Sent> STREAM = List.of(
            new Sent("0/1100", begin("0/2000")),
            new Sent("0/1110", Items.relation()),
            new Sent("0/1110", insert(Items.ID, "1", "a", "a")),
            new Sent("0/1110", insert(Items.ID, "2", "b", "b")),
            new Sent("0/1120", update(Items.ID, oldKey("1", null, null), "3", "a", "a")),
            new Sent("0/2000", commit("0/2030")),
            new Sent("0/1050", begin("0/3000")),
            new Sent("0/1050", insert(Items.ID, "4", "d", "d")),
            new Sent("0/2040", insert(Items.ID, "5", "e", "e")),
            new Sent("0/3000", commit("0/3030")));

    static IntStream everyEvent() {
        return IntStream.range(0, assembled(Lsn.ZERO, Position.START).size());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void whatCameAfterThePositionComesAgainAndNothingElse(int last) {
        List<ChangeEvent> all = assembled(Lsn.ZERO, Position.START);

        assertThat(assembled(Lsn.ZERO, all.get(last).position())).isEqualTo(all.subList(last + 1, all.size()));
    }

    @Test
    void positionsGrow() {
        assertThat(assembled(Lsn.ZERO, Position.START)).hasSize(6).extracting(ChangeEvent::position)
                .isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatACopyMayHaveSeenIsMarked() {
        assertThat(phases("0/2FFF")).containsExactly(Phase.CATCH_UP, Phase.CATCH_UP, Phase.CATCH_UP, Phase.CATCH_UP,
                Phase.STREAM, Phase.STREAM);
        assertThat(phases("0/1FFF")).containsOnly(Phase.STREAM);
        assertThat(phases("0/3001")).containsOnly(Phase.CATCH_UP);
    }

    @Test
    void aTransactionThatCommitsJustWhereTheSnapshotWasTakenIsNotInIt() {
        assertThat(phases("0/2000")).containsOnly(Phase.STREAM);
        assertThat(phases("0/3000").subList(4, 6)).containsOnly(Phase.STREAM);
    }

    @Test
    void whatWasCommittedBeforeAnLsnIsCompleteWhenTheNextTransactionBeginsOrTheServerHasLookedFurther() {
        Lsn end = Lsn.parse("0/3000");
        ChangeAssembler assembler = new ChangeAssembler(Items.relations(), CatchUp.upTo(end), Position.START);

        assertThat(assembler.hasReached(end, Lsn.parse("0/2FFF"))).isFalse();
        assertThat(assembler.hasReached(end, end)).isTrue();
        assembler.add(begin("0/2FF8"), Lsn.parse("0/2000"), new ArrayList<>());
        assertThat(assembler.hasReached(end, Lsn.parse("0/4000"))).as("within an earlier transaction").isFalse();
        assembler.add(commit("0/3010"), Lsn.parse("0/2FF8"), new ArrayList<>());
        assembler.add(begin("0/3000"), Lsn.parse("0/2100"), new ArrayList<>());
        assertThat(assembler.hasReached(end, Lsn.parse("0/2100"))).as("within the next one").isTrue();
    }

    @Test
    void afterADefinitionChangeTheNewShapeIsMet() {
        List<Sent> stream = List.of(
                new Sent("0/F00", begin("0/F50")),
                new Sent("0/F10", Items.olderRelation()),
                new Sent("0/F10", insert(Items.ID, "1", "a")),
                new Sent("0/F50", commit("0/F80")),
                new Sent("0/1100", begin("0/1150")),
                new Sent("0/1110", Items.relation()),
                new Sent("0/1110", insert(Items.ID, "2", "b", "b")),
                new Sent("0/1150", commit("0/1180")));

        List<ChangeEvent> before = new ArrayList<>();
        assertThatThrownBy(() -> assemble(stream, Items.relations(), Position.START, before))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("DEFINITION_CHANGED");
        assertThat(before).hasSize(1);

        List<ChangeEvent> afterRestart = new ArrayList<>();
        Relations relations = Items.relations();
        assemble(stream, relations, before.get(0).position(), afterRestart);
        assertThat(afterRestart).singleElement().satisfies(it -> assertThat(it.table()).isSameAs(Items.DEFINITION));

        List<ChangeEvent> afterReconnect = new ArrayList<>();
        assemble(stream, relations, afterRestart.get(0).position(), afterReconnect);
        assertThat(afterReconnect).isEmpty();
    }

    private static List<Phase> phases(String catchUpTo) {
        return assembled(Lsn.parse(catchUpTo), Position.START).stream().map(event -> event.origin().phase()).toList();
    }

    private static List<ChangeEvent> assembled(Lsn catchUpTo, Position producedBefore) {
        List<ChangeEvent> events = new ArrayList<>();
        ChangeAssembler assembler = new ChangeAssembler(Items.relations(), CatchUp.upTo(catchUpTo), producedBefore);
        STREAM.forEach(sent -> assembler.add(sent.message(), Lsn.parse(sent.lsn()), events));
        return events;
    }

    private static void assemble(List<Sent> stream, Relations relations, Position producedBefore,
            List<ChangeEvent> events) {
        ChangeAssembler assembler = new ChangeAssembler(relations, CatchUp.NONE, producedBefore);
        stream.forEach(sent -> assembler.add(sent.message(), Lsn.parse(sent.lsn()), events));
    }
}
