package io.pgtwin.source.stream;

import static io.pgtwin.source.stream.Messages.UNCHANGED;
import static io.pgtwin.source.stream.Messages.begin;
import static io.pgtwin.source.stream.Messages.column;
import static io.pgtwin.source.stream.Messages.commit;
import static io.pgtwin.source.stream.Messages.delete;
import static io.pgtwin.source.stream.Messages.insert;
import static io.pgtwin.source.stream.Messages.key;
import static io.pgtwin.source.stream.Messages.oldKey;
import static io.pgtwin.source.stream.Messages.oldRow;
import static io.pgtwin.source.stream.Messages.relation;
import static io.pgtwin.source.stream.Messages.truncate;
import static io.pgtwin.source.stream.Messages.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.pgoutput.PgOutputMessage;
import io.pgtwin.source.pgoutput.ReplicaIdentity;

/** What one transaction's messages become. */
class ChangeAssemblerTest {
    private static final String COMMIT = "0/2000";
    private static final long COMMIT_MILLIS = 946_684_800_001L;
    private static final int OTHER = 7;

    private final ChangeAssembler assembler = new ChangeAssembler(Items.relations(), CatchUp.NONE, Position.START);
    private final List<ChangeEvent> events = new ArrayList<>();

    @Test
    void rowsAreCreatedUpdatedAndDeleted() {
        start(Items.relation());
        add("0/1110", insert(Items.ID, "1", "cup", null));
        add("0/1120", update(Items.ID, "1", "mug", UNCHANGED));
        add("0/1130", delete(Items.ID, oldKey("1", null, null)));

        Row created = Row.builder(3).value(0, 1).value(1, "cup").setNull(2).build();
        assertThat(events).containsExactly(
                ChangeEvent.create(Items.DEFINITION, created, origin("0/1110", 0)),
                updated(Items.withoutBody(1, "mug"), origin("0/1120", 0)),
                ChangeEvent.delete(Items.DEFINITION, Items.key(1), origin("0/1130", 0)));
    }

    @Test
    void eventsThatShareOneLsnAreNumbered() {
        start(Items.relation());
        add("0/1110", insert(Items.ID, "1", "a", "a"));
        add("0/1110", insert(Items.ID, "2", "b", "b"));
        add("0/1110", insert(Items.ID, "3", "c", "c"));
        add("0/1120", insert(Items.ID, "4", "d", "d"));

        assertThat(events).extracting(event -> event.position().seq()).containsExactly(0L, 1L, 2L, 0L);
        assertThat(events).extracting(ChangeEvent::position).isSorted();
    }

    @Test
    void numbersStartAgainWithEachTransaction() {
        start(Items.relation());
        add("0/1110", insert(Items.ID, "1", "a", "a"));
        add(COMMIT, commit("0/2030"));
        add("0/1110", begin("0/3000"));
        add("0/1110", insert(Items.ID, "2", "b", "b"));

        assertThat(events.get(1).position()).isEqualTo(new Position(Lsn.parse("0/3000"), Lsn.parse("0/1110"), 0));
    }

    @Test
    void anotherKeyIsADeleteAndACreate() {
        start(Items.relation());
        add("0/1110", update(Items.ID, oldKey("1", null, null), "2", "cup", "round"));

        assertThat(events).containsExactly(
                ChangeEvent.delete(Items.DEFINITION, Items.key(1), origin("0/1110", 0)),
                ChangeEvent.create(Items.DEFINITION, Items.row(2, "cup", "round"), origin("0/1110", 1)));
    }

    @Test
    void anotherKeyOfAnIncompleteRowKeepsTheOldRowUntilTheNewIsCompleted() {
        start(Items.relation());
        add("0/1110", update(Items.ID, oldKey("1", null, null), "2", "cup", UNCHANGED));

        assertThat(events).containsExactly(
                updated(Items.key(1), Items.withoutBody(2, "cup"), origin("0/1110", 0)),
                ChangeEvent.delete(Items.DEFINITION, Items.key(1), origin("0/1110", 1)));
    }

    @Test
    void aLongKeyThatDidNotChangeIsTakenFromTheOldKey() {
        start(Items.relation());
        add("0/1110", update(Items.ID, oldKey("1", null, null), UNCHANGED, "cup", UNCHANGED));

        assertThat(events).containsExactly(updated(Items.withoutBody(1, "cup"), origin("0/1110", 0)));
    }

    @Test
    void aWholeOldRowCompletesTheNewOne() {
        start(Items.relationWithFullIdentity());
        add("0/1110", update(Items.ID, oldRow("1", "cup", "long"), "1", "mug", UNCHANGED));
        add("0/1120", delete(Items.ID, oldRow("1", "mug", "long")));

        assertThat(events).containsExactly(
                updated(Items.row(1, "cup", "long"), Items.row(1, "mug", "long"), origin("0/1110", 0)),
                ChangeEvent.delete(Items.DEFINITION, Items.row(1, "mug", "long"), origin("0/1120", 0)));
    }

    @Test
    void aWholeOldRowCompletesTheRowOfAnotherKey() {
        start(Items.relationWithFullIdentity());
        add("0/1110", update(Items.ID, oldRow("1", "cup", "long"), "2", "cup", UNCHANGED));

        assertThat(events).containsExactly(
                ChangeEvent.delete(Items.DEFINITION, Items.row(1, "cup", "long"), origin("0/1110", 0)),
                ChangeEvent.create(Items.DEFINITION, Items.row(2, "cup", "long"), origin("0/1110", 1)));
    }

    @Test
    void truncatesAreEventsOfTheSelectedTables() {
        start(Items.relation());
        add("0/1110", relation(OTHER, "others", ReplicaIdentity.DEFAULT, key("id", Items.INTEGER)));
        add("0/1110", truncate(OTHER, Items.ID));

        assertThat(events).containsExactly(ChangeEvent.truncate(Items.DEFINITION, origin("0/1110", 0)));
    }

    @Test
    void tablesThatAreNotSelectedLeaveNoTrace() {
        start(Items.relation());
        add("0/1110", relation(OTHER, "others", ReplicaIdentity.DEFAULT, key("id", Items.INTEGER)));
        add("0/1110", insert(OTHER, "1"));
        add("0/1120", update(OTHER, oldKey("1"), "2"));
        add("0/1130", delete(OTHER, oldKey("2")));

        assertThat(events).isEmpty();
    }

    @Test
    void messagesOfOthersLeaveNoTrace() {
        start(Items.relation());
        add("0/1110", new PgOutputMessage.Message(true, 0, "theirs", ByteBuffer.allocate(0)));
        add("0/1110", new PgOutputMessage.Origin(0, "upstream"));
        add("0/1110", new PgOutputMessage.Type(99, "shop", "mood"));

        assertThat(events).isEmpty();
    }

    @Test
    void whatAResumedCopyHasSeenOfATableWithoutKeyIsLeftOut() {
        PgOutputMessage.Relation relation = relation(Items.ID, "items", ReplicaIdentity.NOTHING,
                column("id", Items.INTEGER), column("name", Items.TEXT), column("body", Items.TEXT));

        assertThat(created(relation, Lsn.parse("0/2001"))).isEmpty();
        assertThat(created(relation, Lsn.parse("0/2000"))).hasSize(1);
    }

    /** The transaction commits at 0/2000. */
    @Test
    void whatTheRowsOfATableShowThatIsCopiedAgainIsLeftOut() {
        assertThat(phases(Items.DEFINITION.id(), "0/2001", "0/3000")).isEmpty();
        assertThat(phases(Items.DEFINITION.id(), "0/1000", "0/3000")).containsExactly(Phase.CATCH_UP);
        assertThat(phases(Items.DEFINITION.id(), "0/1000", "0/2000")).containsExactly(Phase.STREAM);
        assertThat(phases(new TableId("shop", "others"), "0/2001", "0/3000")).containsExactly(Phase.STREAM);
    }

    private static List<Phase> phases(TableId copied, String begun, String end) {
        CatchUp catchUp = new CatchUp(Lsn.parse(end), copied::equals, Map.of(copied, Lsn.parse(begun)),
                UnaryOperator.identity());
        return created(Items.relations(), Items.relation(), catchUp).stream()
                .map(event -> event.origin().phase()).toList();
    }

    private static List<ChangeEvent> created(PgOutputMessage.Relation relation, Lsn catchUpTo) {
        return created(Items.relationsWithoutKey(), relation, CatchUp.upTo(catchUpTo));
    }

    private static List<ChangeEvent> created(Relations relations, PgOutputMessage.Relation relation, CatchUp catchUp) {
        ChangeAssembler assembler = new ChangeAssembler(relations, catchUp, Position.START);
        List<ChangeEvent> events = new ArrayList<>();
        assembler.add(begin(COMMIT), Lsn.parse("0/1100"), events);
        assembler.add(relation, Lsn.parse("0/1100"), events);
        assembler.add(insert(Items.ID, "1", "cup", "round"), Lsn.parse("0/1110"), events);
        return events;
    }

    @Test
    void aTransactionIsCompleteWithItsCommit() {
        assertThat(assembler.isInTransaction()).isFalse();
        start(Items.relation());
        assertThat(assembler.isInTransaction()).isTrue();
        add(COMMIT, commit("0/2030"));

        assertThat(assembler.isInTransaction()).isFalse();
        assertThat(assembler.completeUpTo()).isEqualTo(Lsn.parse("0/2030"));
    }

    @Test
    void aRowOutsideOfATransactionIsRefused() {
        add("0/1000", Items.relation());

        assertThatThrownBy(() -> add("0/1110", insert(Items.ID, "1", "a", "b"))).isInstanceOfSatisfying(
                PgTwinException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STREAM_MALFORMED))
                .hasMessageContaining("0/1110");
    }

    @Test
    void malformedRowsAreRefusedWithoutTheirValues() {
        start(Items.relation());

        assertThatThrownBy(() -> add("0/1110", insert(Items.ID, "s3cret", "a", "b")))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("Column 'id' of table shop.items")
                .hasMessageNotContaining("s3cret").hasNoCause();
        assertThatThrownBy(() -> add("0/1110", insert(Items.ID, "1", "s3cret"))).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("has 2 columns instead of 3").hasMessageNotContaining("s3cret");
    }

    private void start(PgOutputMessage.Relation relation) {
        add("0/1100", begin(COMMIT));
        add("0/1100", relation);
    }

    private void add(String lsn, PgOutputMessage message) {
        assembler.add(message, Lsn.parse(lsn), events);
    }

    private static ChangeEvent updated(Row after, Origin origin) {
        return ChangeEvent.update(Items.DEFINITION, Optional.empty(), after, origin);
    }

    private static ChangeEvent updated(Row before, Row after, Origin origin) {
        return ChangeEvent.update(Items.DEFINITION, Optional.of(before), after, origin);
    }

    private static Origin origin(String lsn, long seq) {
        Position position = new Position(Lsn.parse(COMMIT), Lsn.parse(lsn), seq);
        return new Origin(position, COMMIT_MILLIS, 4_294_967_295L, Phase.STREAM);
    }
}
