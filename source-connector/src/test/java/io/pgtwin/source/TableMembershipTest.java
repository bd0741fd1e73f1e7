package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.Resync;
import io.pgtwin.source.offset.TableOffset;

class TableMembershipTest {
    private static final TableId OLD = new TableId("shop", "old");
    private static final TableId NEW = new TableId("shop", "new");
    private static final TableId OTHER = new TableId("shop", "other");
    private static final Resyncs NONE = resyncs("1");

    @Test
    void tablesWithoutAnOffsetAreNotOfTheSync() {
        TableMembership membership = TableMembership.of(List.of(NEW, OLD), Map.of(OLD, synced(OLD)), NONE);

        assertThat(membership).isEqualTo(new TableMembership(List.of(OLD), List.of(), List.of(NEW), List.of()));
        assertThatThrownBy(membership::refuseAdded).hasMessageContaining("shop.new")
                .hasMessageContaining("table.new=ignore");
    }

    @Test
    void tablesThatAreTakenOutAreTold() {
        TableMembership membership = TableMembership.of(List.of(OLD),
                Map.of(OLD, synced(OLD), OTHER, synced(OTHER), NEW, TableOffset.left(NEW)), NONE);

        assertThat(membership).isEqualTo(new TableMembership(List.of(OLD), List.of(), List.of(), List.of(OTHER)));
        assertThatCode(membership::refuseAdded).doesNotThrowAnyException();
    }

    @Test
    void tablesThatWereTakenOutComeBackOnlyWithACopy() {
        Map<TableId, TableOffset> stored = Map.of(OLD, TableOffset.left(OLD), OTHER, synced(OTHER));

        assertThatThrownBy(() -> TableMembership.of(List.of(OLD, OTHER), stored, NONE))
                .hasMessageContaining("TABLE_NOT_SYNCED")
                .hasMessageContaining("[shop.old]").hasMessageContaining("table.resync.list");
        assertThat(TableMembership.of(List.of(OLD, OTHER), stored, resyncs("1", "shop\\.old")))
                .isEqualTo(new TableMembership(List.of(OLD, OTHER), List.of(OLD), List.of(), List.of()));
    }

    @Test
    void whereNothingIsStoredAllAreOfTheSync() {
        assertThat(TableMembership.of(List.of(OLD), Map.of(), NONE).synced()).containsExactly(OLD);
    }

    @Test
    void aTableIsCopiedAgainOnceForEachId() {
        Resync begun = new Resync("1", Lsn.parse("0/100"), false);

        assertThat(copiedAgain(synced(OLD), "1")).isTrue();
        assertThat(copiedAgain(synced(OLD).with(begun), "1")).isTrue();
        assertThat(copiedAgain(synced(OLD).with(begun.finished()), "1")).isFalse();
        assertThat(copiedAgain(synced(OLD).with(begun.finished()), "2")).isTrue();
    }

    @Test
    void aCopyThatHasBegunIsFinishedWhateverIsWantedThen() {
        Resync begun = new Resync("1", Lsn.parse("0/100"), false);
        Map<TableId, TableOffset> stored = Map.of(OLD, synced(OLD).with(begun));

        assertThat(TableMembership.of(List.of(OLD), stored, NONE).copiedAgain()).containsExactly(OLD);
        assertThat(NONE.begun(OLD, stored)).contains(begun);
        assertThat(resyncs("1", "shop\\.old").begun(OLD, stored)).contains(begun);
        assertThat(resyncs("2", "shop\\.old").begun(OLD, stored)).isEmpty();
    }

    @Test
    void patternsThatMatchNoTableOfTheSyncAreRefused() {
        assertThatThrownBy(() -> TableMembership.of(List.of(OLD, NEW), Map.of(OLD, synced(OLD)),
                resyncs("1", "shop\\.new", "shop\\.old")))
                .hasMessageContaining("NOTHING_SELECTED").hasMessageContaining("table.resync.list")
                .hasMessageContaining("shop\\.new");
    }

    /** As when what is done stays in the configuration, and the table is dropped later. */
    @Test
    void patternsMayMatchWhatWasOfTheSync() {
        Resync done = new Resync("1", Lsn.parse("0/100"), true);
        for (TableOffset stored : List.of(synced(OTHER).with(done), TableOffset.left(OTHER))) {
            assertThat(TableMembership.of(List.of(OLD), Map.of(OLD, synced(OLD), OTHER, stored),
                    resyncs("1", "shop\\.oth.*"))
                    .copiedAgain()).isEmpty();
        }
    }

    @Test
    void somePatternsAreNames() {
        assertThat(resyncs("1", "shop\\.old", "shop.new", "shop\\..*", "shop\\.(a|b)").named())
                .containsExactly(OLD, NEW);
    }

    private static boolean copiedAgain(TableOffset stored, String id) {
        return TableMembership.of(List.of(OLD), Map.of(OLD, stored), resyncs(id, "shop\\.o.*")).copiedAgain()
                .contains(OLD);
    }

    private static TableOffset synced(TableId table) {
        return TableOffset.synced(table, Optional.empty());
    }

    private static Resyncs resyncs(String id, String... patterns) {
        return new Resyncs(Arrays.stream(patterns).map(Pattern::compile).toList(), id);
    }
}
