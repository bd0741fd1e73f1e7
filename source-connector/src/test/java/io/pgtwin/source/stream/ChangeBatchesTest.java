package io.pgtwin.source.stream;

import static io.pgtwin.source.stream.Messages.begin;
import static io.pgtwin.source.stream.Messages.commit;
import static io.pgtwin.source.stream.Messages.insert;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.offset.Unmarked;
import io.pgtwin.source.pgoutput.PgOutputMessage;
import io.pgtwin.source.queue.Produced.Moves;
import io.pgtwin.source.queue.Produced;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.Completed;
import io.pgtwin.source.queue.Produced.Mark;

/** Transactions are called by their commit; each ends 0x30 behind it. */
class ChangeBatchesTest {
    private static final SourceOffset START = SourceOffset.copying(Set.of(SyncStep.values()), "1", Lsn.parse("0/1000"))
            .copied(Lsn.parse("0/1000"));

    private static final int MAX_EVENTS = 5;

    private final List<Produced> queue = new ArrayList<>();
    private ChangeBatches batches;
    private ChangeAssembler assembler;
    private int ids;

    @Test
    void withoutWatermarksTheOffsetIsThatOfEachChange() {
        follow(Watermarks.NONE);
        transaction("0/2000", 2);
        begins("0/3000", 1);
        batches.flush();

        assertThat(queue).hasSize(1);
        Changes changes = (Changes) queue.get(0);
        assertThat(changes.complete()).isFalse();
        assertThat(changes.moves()).isEqualTo(Moves.EACH);
        assertThat(changes.events()).hasSize(3);

        ends("0/3000");
        assertThat(queue.get(1)).isEqualTo(new Completed());
    }

    @Test
    void aBatchIsCompleteAlsoIfTheNextTransactionHasBegun() {
        follow(Watermarks.NONE);
        transaction("0/2000", 2);
        begins("0/3000", 0);
        batches.flush();

        assertThat(((Changes) queue.get(0)).complete()).isTrue();
    }

    @Test
    void withWatermarksTheOffsetMovesWithTheLastChangeOfEachBatch() {
        follow(Watermarks.PER_BATCH);
        transaction("0/2000", 2);
        transaction("0/3000", 1);
        begins("0/4000", 1);
        batches.flush();

        assertThat(queue).hasSize(3);
        assertThat(List.of(changes(0), changes(2))).extracting(Changes::moves).containsOnly(Moves.LAST);
        assertThat(changes(0).base()).isEqualTo(START);
        SourceOffset marked = START.at(Position.upTo(Lsn.parse("0/3030")));
        assertThat(queue.get(1)).isEqualTo(new Mark(Lsn.parse("0/1000"), Lsn.parse("0/3030"),
                Optional.of(946_684_800_001L), 2,
                Map.of(), marked));
        assertThat(changes(2).base()).as("of the transaction in hand").isEqualTo(marked);
    }

    /** Where a definition changes within a transaction, for example: what came before it must not come again. */
    @Test
    void aRestartGoesOnWithinATransaction() {
        Position reached = new Position(Lsn.parse("0/2000"), Lsn.parse("0/1500"), 0);
        follow(START.behind(reached, new Unmarked(Lsn.parse("0/1000"), Map.of("topic", new TopicMark(1, reached)))),
                Watermarks.PER_BATCH);
        transaction("0/2000", 2);
        batches.flush();

        assertThat(queue).hasSize(2);
        assertThat(changes(0).events()).hasSize(1);
        assertThat(((Mark) queue.get(1)).previous()).isEqualTo(Lsn.parse("0/1000"));
    }

    @Test
    void aLargeTransactionIsDivided() {
        follow(Watermarks.PER_COMMIT);
        transaction("0/2000", 2 * MAX_EVENTS + 1);

        assertThat(queue).hasSize(4);
        assertThat(List.of(changes(0), changes(1), changes(2))).extracting(Changes::rows)
                .containsExactly(MAX_EVENTS, MAX_EVENTS, 1);
    }

    @Test
    void eachCommitHasAWatermarkIfAskedFor() {
        follow(Watermarks.PER_COMMIT);
        transaction("0/2000", 2);
        transaction("0/3000", 1);

        assertThat(queue).hasSize(4);
        assertThat(queue.get(0)).isInstanceOfSatisfying(Changes.class, it -> assertThat(it.complete()).isFalse());
        assertThat(List.of(queue.get(1), queue.get(3))).extracting(it -> ((Mark) it).lsn())
                .containsExactly(Lsn.parse("0/2030"), Lsn.parse("0/3030"));
    }

    /** A transaction of which a part was queued when the connection was lost. */
    @Test
    void whatComesAgainIsMarkedAsWell() {
        follow(Watermarks.PER_BATCH);
        begins("0/2000", 2);
        batches.flush();
        reconnect();
        ids = 0;
        begins("0/2000", 2);
        ends("0/2000");
        batches.flush();

        assertThat(queue).hasSize(2);
        assertThat(((Mark) queue.get(1)).lsn()).isEqualTo(Lsn.parse("0/2030"));
    }

    @Test
    void transactionsThatAreGatheredAgainAreCountedOnce() {
        follow(Watermarks.PER_BATCH);
        transaction("0/2000", 2);
        reconnect();
        ids = 0;
        transaction("0/2000", 2);
        batches.flush();

        assertThat(queue).hasSize(2);
        assertThat(((Mark) queue.get(1)).transactions()).isEqualTo(1);
    }

    /** The first one may be about tables that are not the sync's. */
    @ParameterizedTest
    @EnumSource(names = {"PER_BATCH", "PER_COMMIT"})
    void noWatermarkStandsWithinATransactionThatFollowsAnEmptyOne(Watermarks watermarks) {
        follow(watermarks);
        transaction("0/2000", 0);
        begins("0/3000", 2 * MAX_EVENTS + 1);
        batches.flush();
        assertThat(queue).isNotEmpty().noneMatch(Mark.class::isInstance);

        ends("0/3000");
        batches.flush();
        assertThat(queue).filteredOn(Mark.class::isInstance).singleElement().satisfies(it -> {
            assertThat(((Mark) it).previous()).isEqualTo(Lsn.parse("0/1000"));
            assertThat(((Mark) it).lsn()).isEqualTo(Lsn.parse("0/3030"));
        });
        assertThat(queue.get(queue.size() - 1)).isInstanceOf(Mark.class);
    }

    @Test
    void aCatchUpMovesNoOffsetAndHasNoWatermarks() {
        follow(Watermarks.PER_COMMIT);
        batches.catchUp(assembler, UnaryOperator.identity());
        transaction("0/2000", 2);
        transaction("0/3000", 1);
        batches.flush();

        assertThat(queue).hasSize(1);
        assertThat(changes(0).events()).hasSize(3);
        assertThat(changes(0).moves()).isEqualTo(Moves.NONE);
        assertThat(changes(0).complete()).isTrue();
        assertThat(batches.produced().position().commitLsn()).isEqualTo(Lsn.parse("0/3000"));
    }

    private void follow(Watermarks watermarks) {
        follow(START, watermarks);
    }

    private void follow(SourceOffset start, Watermarks watermarks) {
        batches = new ChangeBatches(start, watermarks, MAX_EVENTS, queue::add);
        reconnect();
    }

    private void reconnect() {
        assembler = new ChangeAssembler(Items.relations(), CatchUp.NONE, batches.produced().position());
        batches.follow(assembler);
        add("0/1000", Items.relation());
    }

    private void transaction(String commit, int rows) {
        begins(commit, rows);
        ends(commit);
    }

    private void begins(String commit, int rows) {
        add("0/1500", begin(commit));
        for (int i = 0; i < rows; i++) {
            add("0/1500", insert(Items.ID, String.valueOf(ids++), "a", "a"));
        }
    }

    private void ends(String commit) {
        add(commit, commit(new Lsn(Lsn.parse(commit).value() + 0x30).toString()));
    }

    private void add(String lsn, PgOutputMessage message) {
        boolean wasInTransaction = assembler.isInTransaction();
        assembler.add(message, Lsn.parse(lsn), batches.gathered());
        batches.added(10, wasInTransaction && !assembler.isInTransaction());
    }

    private Changes changes(int place) {
        return (Changes) queue.get(place);
    }
}
