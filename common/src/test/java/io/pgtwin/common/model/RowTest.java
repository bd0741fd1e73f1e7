package io.pgtwin.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class RowTest {
    private static final TableDefinition TABLE = new TableDefinition(new TableId("a", "b"),
            List.of(new ColumnDefinition("x", "bytea", true), new ColumnDefinition("y", "text", false),
                    new ColumnDefinition("z", "integer", true)), List.of("z", "x"));

    private final Row row = Row.builder(3).value(0, new byte[] {1}).setNull(1).build();

    @Test
    void valueNullAndUnchangedAreThreeStates() {
        assertThat(row.isNull(0) || row.isUnchanged(0)).isFalse();
        assertThat(row.isNull(1)).isTrue();
        assertThat(row.isUnchanged(1)).isFalse();
        assertThat(row.isNull(2)).isFalse();
        assertThat(row.isUnchanged(2)).isTrue();
        assertThat(row.isComplete()).isFalse();
    }

    @Test
    void onlyAValueCanBeRead() {
        assertThatThrownBy(() -> row.value(1)).isInstanceOf(IllegalStateException.class).hasMessage("column 1 is NULL");
        assertThatThrownBy(() -> row.value(2)).isInstanceOf(IllegalStateException.class)
                .hasMessage("column 2 is unchanged");
    }

    @Test
    void aNewerRowIsCompletedFromAnOlderOne() {
        Row newer = Row.builder(3).value(1, "new").value(2, 7).build();

        Row merged = row.overlaidBy(newer);

        assertThat(merged).isEqualTo(Row.builder(3).value(0, new byte[] {1}).value(1, "new").value(2, 7).build());
        assertThat(merged.overlaidBy(row))
                .isEqualTo(Row.builder(3).value(0, new byte[] {1}).setNull(1).value(2, 7).build());
    }

    @Test
    void rowsAndKeysAreComparedByContent() {
        Row one = Row.builder(3).value(0, new byte[] {1}).value(1, "a").value(2, 7).build();
        Row other = Row.builder(3).value(0, new byte[] {1}).value(1, "b").value(2, 7).build();

        assertThat(one).isNotEqualTo(other);
        assertThat(TABLE.keyOf(one)).isEqualTo(TABLE.keyOf(other)).hasSameHashCodeAs(TABLE.keyOf(other));
    }

    @Test
    void valuesAreNeverPrinted() {
        Row secret = Row.builder(3).value(0, new byte[0]).value(1, "s3cret").value(2, 4711).build();

        assertThat(secret).hasToString("row of 3 columns");
        assertThat(TABLE.keyOf(secret)).hasToString("key of 2 columns");
    }

    @Test
    void aKeyColumnMustExist() {
        assertThatThrownBy(() -> new TableDefinition(new TableId("a", "b"), List.of(), List.of("id")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("Table a.b has no column 'id'");
    }
}
