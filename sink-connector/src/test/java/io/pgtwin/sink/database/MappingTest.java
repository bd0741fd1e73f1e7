package io.pgtwin.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.model.TableId;

class MappingTest {
    @Test
    void theFirstRuleThatMatchesTheWholeNameWins() {
        NameMapping mapping = NameMapping.parse("shop\\.orders => archive.old_orders ; shop\\.(.*) => mirror.$1;");

        assertThat(mapping.map(new TableId("shop", "orders"))).isEqualTo(new TableId("archive", "old_orders"));
        assertThat(mapping.map(new TableId("shop", "orders2"))).isEqualTo(new TableId("mirror", "orders2"));
        assertThat(mapping.map(new TableId("myshop", "orders"))).isEqualTo(new TableId("myshop", "orders"));
    }

    @Test
    void withoutRulesEveryNameStays() {
        assertThat(NameMapping.parse("").map(new TableId("a", "b"))).isEqualTo(new TableId("a", "b"));
        assertThat(ColumnMapping.parse(" ").map(new TableId("a", "b"), "c")).isEqualTo("c");
    }

    @Test
    void columnsAreRenamedByTheirWholeName() {
        ColumnMapping mapping = ColumnMapping.parse("shop.items.qty => quantity; .*\\.(\\w+)_old => $1");

        assertThat(mapping.map(new TableId("shop", "items"), "qty")).isEqualTo("quantity");
        assertThat(mapping.map(new TableId("shop", "other"), "qty")).isEqualTo("qty");
        assertThat(mapping.map(new TableId("x", "y"), "name_old")).isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a.b =>", "=> a.b", "a => b => c.d", "( => a.b", "a.b => $1.c", "a.b => nodot"})
    void malformedRulesAreRefused(String rules) {
        assertThatThrownBy(() -> NameMapping.parse(rules)).isInstanceOf(IllegalArgumentException.class);
    }
}
