package io.pgtwin.sink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.Text;
import io.pgtwin.sink.batch.NetChange.Action;

class CompactorTest {
    private static final int KEYS = 6;

    private final Events events = new Events(Phase.STREAM);
    private final Events repeated = new Events(Phase.CATCH_UP);

    @Test
    void oneEventIsItsOwnNetChange() {
        assertThat(net(events.create(1, "a", "b")).action(false, Row::isComplete)).isEqualTo(Action.INSERT);
        assertThat(net(events.update(1, "a", "b")).action(false, Row::isComplete)).isEqualTo(Action.UPDATE);
        assertThat(net(events.delete(1)).action(false, Row::isComplete)).isEqualTo(Action.DELETE);
    }

    @Test
    void anInsertThatIsDeletedAgainOnlyHasToFindTheKeyFree() {
        NetChange net = net(events.create(1, "a", "b"), events.update(1, "c", "d"), events.delete(1));

        assertThat(net.action(false, Row::isComplete)).isEqualTo(Action.CHECK_ABSENT);
        assertThat(net.action(true, Row::isComplete)).isEqualTo(Action.DELETE);
    }

    @Test
    void aKeyThatIsDeletedAndInsertedIsReplaced() {
        NetChange net = net(events.delete(1), events.create(1, "a", "b"));

        assertThat(net.action(false, Row::isComplete)).isEqualTo(Action.REPLACE);
        assertThat(net.mustBePresent()).isFalse();
        assertThat(net(events.update(1, "x", "y"), events.delete(1), events.create(1, "a", "b")).mustBePresent())
                .isTrue();
    }

    @Test
    void updatesOfSomeColumnsAddUp() {
        NetChange net = net(events.updateOfAOnly(1, "first"), events.updateOfAOnly(1, "second"));

        assertThat(net.action(false, Row::isComplete)).isEqualTo(Action.UPDATE);
        assertThat(net.row().value(1)).isEqualTo(Text.of("second"));
        assertThat(net.row().isUnchanged(2)).isTrue();
        assertThat(net(events.create(1, "a", "b"), events.updateOfAOnly(1, "c")).row())
                .isEqualTo(Events.row(1, "c", "b"));
    }

    @Test
    void whatMayRepeatIsPutWhateverIsThere() {
        assertThat(net(repeated.create(1, "a", "b")).action(false, Row::isComplete)).isEqualTo(Action.PUT);
        assertThat(net(repeated.update(1, "a", "b")).action(false, Row::isComplete)).isEqualTo(Action.PUT);
        assertThat(net(repeated.updateOfAOnly(1, "a")).action(false, Row::isComplete)).isEqualTo(Action.UPDATE);
        assertThat(net(repeated.create(1, "a", "b"), events.delete(1)).action(false, Row::isComplete))
                .isEqualTo(Action.DELETE);
    }

    @Test
    void eventsThatContradictEachOtherAreNoticed() {
        assertThat(compactor(events.create(1, "a", "b"), events.create(1, "c", "d")).isConsistent()).isFalse();
        assertThat(compactor(events.delete(1), events.update(1, "c", "d")).isConsistent()).isFalse();
        assertThat(compactor(repeated.create(1, "a", "b"), repeated.create(1, "c", "d")).isConsistent()).isTrue();
    }

    /** The model applies one event after the other to a map; the net changes must lead to the same map. */
    @RepeatedTest(200)
    void theNetEffectIsThatOfTheEventsOneByOne(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<Integer, Row> before = new HashMap<>();
        for (int id = 0; id < KEYS; id += 2) {
            before.put(id, Events.row(id, "old", "old" + id));
        }
        Map<Integer, Row> model = new HashMap<>(before);
        Compactor compactor = new Compactor(Events.TABLE);
        for (int i = 0; i < 30; i++) {
            SinkEvent event = legalEvent(random, model);
            applyTo(model, event);
            compactor.add(event);
        }

        assertThat(compactor.isConsistent()).isTrue();
        assertThat(applied(before, compactor, false)).isEqualTo(model);
        assertThat(applied(before, compactor, true)).isEqualTo(model);
    }

    private SinkEvent legalEvent(Random random, Map<Integer, Row> model) {
        int id = random.nextInt(KEYS);
        if (!model.containsKey(id)) {
            return events.create(id, "c" + random.nextInt(), "c" + random.nextInt());
        }
        return switch (random.nextInt(3)) {
            case 0 -> events.update(id, "u" + random.nextInt(), "u" + random.nextInt());
            case 1 -> events.updateOfAOnly(id, "p" + random.nextInt());
            default -> events.delete(id);
        };
    }

    private static void applyTo(Map<Integer, Row> rows, SinkEvent event) {
        int id = idOf(event.change().keyImage().orElseThrow());
        switch (event.change().operation()) {
            case READ, CREATE -> rows.put(id, event.after());
            case UPDATE -> rows.computeIfPresent(id, (it, row) -> row.overlaidBy(event.after()));
            case DELETE -> rows.remove(id);
            case TRUNCATE -> rows.clear();
        }
    }

    private static Map<Integer, Row> applied(Map<Integer, Row> before, Compactor compactor, boolean merge) {
        Map<Integer, Row> rows = new HashMap<>(before);
        for (NetChange net : compactor.netChanges()) {
            int id = idOf(net.key());
            switch (net.action(merge, Row::isComplete)) {
                case CHECK_ABSENT -> assertThat(rows).doesNotContainKey(id);
                case DELETE -> rows.remove(id);
                case INSERT -> assertThat(rows.put(id, net.row())).isNull();
                case UPDATE -> rows.put(id, rows.get(id).overlaidBy(net.row()));
                case REPLACE, PUT -> rows.put(id, net.row());
            }
        }
        return rows;
    }

    private static int idOf(Row row) {
        return (Integer) row.value(0);
    }

    private static NetChange net(SinkEvent... sequence) {
        List<NetChange> all = new ArrayList<>(compactor(sequence).netChanges());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Compactor compactor(SinkEvent... sequence) {
        Compactor compactor = new Compactor(Events.TABLE);
        List.of(sequence).forEach(compactor::add);
        return compactor;
    }
}
