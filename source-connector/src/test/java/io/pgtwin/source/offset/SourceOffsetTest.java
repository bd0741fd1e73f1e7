package io.pgtwin.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

class SourceOffsetTest {
    private static final Lsn CONSISTENT_POINT = Lsn.parse("FFFFFFFF/80000000");
    private static final Lsn LATER_SNAPSHOT = Lsn.parse("FFFFFFFF/80000100");
    private static final SourceOffset COPYING = SourceOffset.copying(Set.of(SyncStep.values()), "7312345678901234567",
            CONSISTENT_POINT);
    private static final SourceOffset COPIED = COPYING.copied(CONSISTENT_POINT);
    private static final Position REACHED =
            new Position(Lsn.parse("FFFFFFFF/90000000"), Lsn.parse("FFFFFFFF/8F000000"), 3);

    static Stream<SourceOffset> offsets() {
        return Stream.of(COPYING, COPIED, COPYING.copied(LATER_SNAPSHOT), COPIED.at(REACHED),
                SourceOffset.copying(Set.of(SyncStep.FULL), "1", CONSISTENT_POINT),
                COPIED.goingOnWith(Set.of(SyncStep.INCREMENTAL)),
                COPYING.copied(LATER_SNAPSHOT).at(new Position(LATER_SNAPSHOT, LATER_SNAPSHOT, Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void whatIsStoredIsRead(SourceOffset offset) {
        assertThat(SourceOffset.of(offset.toMap())).contains(offset);
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void whatIsStoredIsReadThroughJson(SourceOffset offset) {
        JsonMapper json = new JsonMapper();
        Map<String, Object> back = json.readValue(json.writeValueAsString(offset.toMap()), new TypeReference<>() { });

        assertThat(SourceOffset.of(back)).contains(offset);
    }

    @Test
    void whatNoWatermarkTellsOfComesBack() {
        Unmarked unmarked = new Unmarked(CONSISTENT_POINT, Map.of("sync.shop.items", new TopicMark(7, REACHED),
                "sync.shop.orders", new TopicMark(1, new Position(REACHED.commitLsn(), REACHED.lsn(), 2))));
        SourceOffset offset = COPIED.behind(REACHED, unmarked);

        assertThat(SourceOffset.of(offset.toMap())).contains(offset);
        assertThat(offset.toMap().values()).as("what Connect can store").allMatch(
                value -> value instanceof String || value instanceof Number);
        assertThat(offset.atWatermark()).isEqualTo(COPIED);
        assertThat(offset.at(REACHED)).isEqualTo(COPIED.at(REACHED));
        assertThat(offset.goingOnWith(offset.steps()).on(2).unmarked()).contains(unmarked);
    }

    @Test
    void whatNoWatermarkTellsOfIsChecked() {
        Map<String, Object> map = new HashMap<>(COPIED.behind(REACHED, new Unmarked(CONSISTENT_POINT,
                Map.of("topic", new TopicMark(7, REACHED)))).toMap());
        map.put("unmarked", "topic:7");

        assertThatThrownBy(() -> SourceOffset.of(map)).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("CONFIGURATION");
    }

    @Test
    void numbersMayComeBackInOtherSizes() {
        Map<String, Object> map = new HashMap<>(COPIED.at(REACHED).toMap());
        map.put("seq", 3);

        assertThat(SourceOffset.of(map)).contains(COPIED.at(REACHED));
    }

    @Test
    void offsetsOfEarlierVersionsAreOfAllSteps() {
        Map<String, Object> map = new HashMap<>(COPIED.toMap());
        map.remove("steps");

        assertThat(SourceOffset.of(map)).contains(COPIED);
    }

    @Test
    void whatWasCopiedStaysAmongTheSteps() {
        assertThat(COPIED.goingOnWith(Set.of(SyncStep.INCREMENTAL)).steps())
                .containsExactlyInAnyOrder(SyncStep.FULL, SyncStep.INCREMENTAL);
    }

    @Test
    void thereIsNoOffsetWhereNothingIsStored() {
        assertThat(SourceOffset.of(null)).isEmpty();
    }

    @Test
    void thePartitionIsTheSync() {
        assertThat(SourceOffset.partition("shop")).isEqualTo(Map.of("sync", "shop"));
    }

    @Test
    void whileRowsAreCopiedTheSlotStaysAtTheConsistentPoint() {
        assertThat(COPYING.confirmable()).isEqualTo(CONSISTENT_POINT);
        assertThat(COPYING.at(REACHED).confirmable()).isEqualTo(CONSISTENT_POINT);
    }

    @Test
    void whileChangesAreFollowedTheLastTransactionIsKept() {
        assertThat(COPIED.confirmable()).isEqualTo(CONSISTENT_POINT);
        assertThat(COPIED.at(REACHED).confirmable()).isEqualTo(REACHED.commitLsn());
    }

    @Test
    void afterACopyUnderALaterSnapshotTheSlotMayForgetWhatThatSaw() {
        assertThat(COPYING.copied(LATER_SNAPSHOT).confirmable()).isEqualTo(LATER_SNAPSHOT);
    }

    @Test
    void changesBeginBelowTheFirstTransaction() {
        assertThat(new Position(CONSISTENT_POINT, Lsn.parse("0/1"), 0).isAfter(COPIED.position())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "system_id", "consistent_point", "commit_lsn", "lsn", "seq"})
    void anOffsetThatLacksSomethingIsRefused(String field) {
        Map<String, Object> map = new HashMap<>(COPIED.toMap());
        map.remove(field);

        refuses(map);
    }

    @Test
    void offsetsOfOthersAreRefused() {
        refuses(Map.of());
        refuses(Map.of("lsn", 24_023_128L, "txId", 555L));
        refuses(changed("step", "snapshot"));
        refuses(changed("steps", "full,half"));
        refuses(changed("lsn", "somewhere"));
        refuses(changed("lsn", 24_023_128L));
        refuses(changed("seq", "first"));
        refuses(changed("system_id", 7312345678901234567L));
    }

    private static Map<String, Object> changed(String field, Object value) {
        Map<String, Object> map = new HashMap<>(COPIED.toMap());
        map.put(field, value);
        return map;
    }

    private static void refuses(Map<String, ?> map) {
        assertThatThrownBy(() -> SourceOffset.of(map)).isInstanceOfSatisfying(PgTwinException.class,
                e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION))
                .hasMessageContaining("delete the connector's offsets or restore them");
    }
}
