package io.pgtwin.sink.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class DefinitionsTest {
    private static final Origin ORIGIN = new Origin(Position.START, 0, 0, Phase.STREAM);

    private final Definitions definitions = new Definitions();
    private final TableDefinition whole = table("id", "a", "b");

    @Test
    void equalDefinitionsBecomeOne() {
        TableDefinition first = definitions.unify(insert(whole, 1, "a", "b")).table();

        assertThat(definitions.unify(insert(table("id", "a", "b"), 2, "a", "b")).table()).isSameAs(first);
    }

    @Test
    void aRowOfSomeColumnsIsLaidOverAll() {
        definitions.unify(insert(whole, 1, "a", "b"));

        ChangeEvent unified = definitions.unify(insert(table("b", "id"), "new", 1));

        assertThat(unified.table()).isSameAs(whole);
        assertThat(unified.after()).contains(Row.builder(3).value(0, 1).value(2, "new").build());
    }

    @Test
    void aNewColumnMakesANewDefinition() {
        definitions.unify(insert(whole, 1, "a", "b"));
        TableDefinition wider = table("id", "a", "b", "c");

        assertThat(definitions.unify(insert(wider, 1, "a", "b", "c")).table()).isSameAs(wider);
        assertThat(definitions.unify(insert(whole, 1, "a", "b")).after().orElseThrow().isUnchanged(3)).isTrue();
    }

    @Test
    void aTruncateWithoutColumnsKeepsTheDefinition() {
        definitions.unify(insert(whole, 1, "a", "b"));
        TableDefinition empty = new TableDefinition(whole.id(), List.of(), List.of());

        assertThat(definitions.unify(ChangeEvent.truncate(empty, ORIGIN)).table()).isSameAs(whole);
    }

    private static ChangeEvent insert(TableDefinition table, Object... values) {
        Row.Builder row = Row.builder(values.length);
        for (int i = 0; i < values.length; i++) {
            row.value(i, values[i]);
        }
        return ChangeEvent.create(table, row.build(), ORIGIN);
    }

    private static TableDefinition table(String... columns) {
        return new TableDefinition(new TableId("s", "t"),
                Stream.of(columns).map(name -> new ColumnDefinition(name, "text", false)).toList(), List.of("id"));
    }
}
