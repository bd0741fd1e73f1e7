package io.pgtwin.source.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class RowIdentityTest {
    private static final TableId EVENTS = new TableId("shop", "events");
    private static final TableId PART = new TableId("shop", "events_2026");

    @Test
    void aKeyIdentifiesRows() {
        SourceTable table = table(List.of("id", "at"), TablePart.ofKeyed(EVENTS, 1, List.of("at", "id")));

        assertThat(RowIdentity.complaints(List.of(table))).isEmpty();
        assertThat(RowIdentity.refusingUpdates(List.of(table))).isEmpty();
    }

    @Test
    void theWholeRowIdentifiesItself() {
        SourceTable table = table(List.of(), new TablePart(EVENTS, true, 1, 0, true, List.of(), ""));

        assertThat(RowIdentity.complaints(List.of(table))).isEmpty();
        assertThat(RowIdentity.refusingUpdates(List.of(table))).isEmpty();
    }

    @Test
    void withoutIdentityOnlyInsertsAreTaken() {
        SourceTable table = table(List.of(), TablePart.ofKeyed(PART, 1, List.of()));

        assertThat(RowIdentity.complaints(List.of(table))).isEmpty();
        assertThat(RowIdentity.refusingUpdates(List.of(table))).containsExactly(PART);
    }

    @Test
    void aPartitionThatIdentifiesRowsByOtherColumnsIsRefused() {
        SourceTable table = table(List.of("id"), TablePart.ofKeyed(PART, 1, List.of("at")));

        assertThat(RowIdentity.complaints(List.of(table))).singleElement().asString()
                .contains("shop.events_2026", "[at]",
                "shop.events", "ALTER TABLE \"shop\".\"events_2026\" REPLICA IDENTITY FULL");
    }

    @Test
    void aPartitionWhoseChangesAreNotLoggedIsRefused() {
        SourceTable table = table(List.of("id"), new TablePart(PART, false, 1, 0, false, List.of("id"), ""));

        assertThat(RowIdentity.complaints(List.of(table))).singleElement().asString()
                .contains("shop.events_2026", "logged");
    }

    private static SourceTable table(List<String> key, TablePart part) {
        List<ColumnDefinition> columns = List.of(new ColumnDefinition("id", "integer", true),
                new ColumnDefinition("at", "date", true));
        return new SourceTable(1, new TableDefinition(EVENTS, columns, key), List.of(), List.of(part));
    }
}
