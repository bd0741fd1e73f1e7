package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.TableOffset;

class TableMembershipTest {
    private static final TableId OLD = new TableId("shop", "old");
    private static final TableId NEW = new TableId("shop", "new");
    private static final TableId OTHER = new TableId("shop", "other");

    @Test
    void tablesWithoutAnOffsetAreNotOfTheSync() {
        TableMembership membership = TableMembership.of(List.of(NEW, OLD), Map.of(OLD, TableOffset.synced(OLD)));

        assertThat(membership).isEqualTo(new TableMembership(List.of(OLD), List.of(NEW), List.of()));
        assertThatThrownBy(membership::refuseAdded).hasMessageContaining("shop.new").hasMessageContaining("table.new=ignore");
    }

    @Test
    void tablesThatAreTakenOutAreTold() {
        TableMembership membership = TableMembership.of(List.of(OLD),
                Map.of(OLD, TableOffset.synced(OLD), OTHER, TableOffset.synced(OTHER), NEW, TableOffset.left(NEW)));

        assertThat(membership).isEqualTo(new TableMembership(List.of(OLD), List.of(), List.of(OTHER)));
        assertThatCode(membership::refuseAdded).doesNotThrowAnyException();
    }

    @Test
    void tablesThatWereTakenOutDoNotComeBack() {
        assertThatThrownBy(() -> TableMembership.of(List.of(OLD), Map.of(OLD, TableOffset.left(OLD))))
                .hasMessageContaining("TABLE_NOT_SYNCED").hasMessageContaining("shop.old");
    }

    @Test
    void whereNothingIsStoredAllAreOfTheSync() {
        assertThat(TableMembership.of(List.of(OLD), Map.of()).synced()).containsExactly(OLD);
    }
}
