package io.pgtwin.source.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

import static org.assertj.core.api.Assertions.assertThat;

class CopyTextRowsTest {
    private final CopyTextRows rows = new CopyTextRows(new TableDefinition(new TableId("shop", "notes"),
            List.of(new ColumnDefinition("id", "integer", true), new ColumnDefinition("body", "text", false)), List.of("id")));

    @Test
    void escapedCharactersAndNullAreTold() {
        Row row = read("1\tfirst\\nsecond \\\\N\n");
        Row without = read("2\t\\N\n");

        assertThat(row.value(1)).isEqualTo("first\nsecond \\N");
        assertThat(without.isNull(1)).isTrue();
    }

    @Test
    void escapedValueMayBeLongerThanAnyBefore() {
        String text = "a long line, ".repeat(1_000);

        assertThat(read("1\tshort\\n\n").value(1)).isEqualTo("short\n");
        assertThat(read("2\t" + text + "\\t\n").value(1)).isEqualTo(text + "\t");
    }

    private Row read(String line) {
        return rows.read(line.getBytes(StandardCharsets.UTF_8));
    }
}
