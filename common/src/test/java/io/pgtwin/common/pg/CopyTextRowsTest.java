package io.pgtwin.common.pg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.Text;
import io.pgtwin.common.model.TableId;

class CopyTextRowsTest {
    private static final TableDefinition TEXTS = table("text", "text", "text");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"\\b,8", "\\f,12", "\\n,10", "\\r,13", "\\t,9", "\\v,11", "\\\\,92",
        "\\x,120"})
    void escapesMeanWhatCopyMeansByThem(String escape, int character) {
        Row row = read(TEXTS, "a" + escape + "b\t" + escape + "\t" + escape + escape + "\n");

        String meant = String.valueOf((char) character);
        assertThat(row).isEqualTo(texts("a" + meant + "b", meant, meant + meant));
    }

    @Test
    void nullIsNeitherItsTextNorTheEmptyText() {
        assertThat(read(TEXTS, "\\N\t\\\\N\t\n")).isEqualTo(texts(null, "\\N", ""));
        assertThat(read(TEXTS, "N\t\\N\t\\\\\n")).isEqualTo(texts("N", null, "\\"));
        assertThat(read(TEXTS, "\t\t\n")).isEqualTo(texts("", "", ""));
    }

    @Test
    void charactersOfManyBytesSurviveBesideEscapes() {
        assertThat(read(TEXTS, "Grüße\t😀\\t😀\t漢\\\\字\n")).isEqualTo(texts("Grüße", "😀\t😀", "漢\\字"));
    }

    @Test
    void valuesAreOfTheirColumnsKind() {
        TableDefinition table = table("smallint", "integer", "bigint", "boolean", "real", "double precision",
                "numeric(10,2)", "bytea");

        assertThat(read(table, "-1\t2\t3\tt\t1.5\tNaN\t0.10\t\\\\x00ff\n"))
                .isEqualTo(Row.builder(8).value(0, (short) -1).value(1, 2).value(2, 3L).value(3, true).value(4, 1.5f)
                        .value(5, Double.NaN).value(6, "0.10").value(7, new byte[] {0, -1}).build());
    }

    @Test
    void bytesMayBeMoreThanAnyBuffer() {
        Row row = read(table("bytea", "text"), "\\\\x" + "0a".repeat(100_000) + "\t" + "\\\\".repeat(100_000) + "\n");

        assertThat((byte[]) row.value(0)).hasSize(100_000).containsOnly(10);
        assertThat(row.value(1)).isEqualTo(Text.of("\\".repeat(100_000)));
    }

    @Test
    void aValueThatOutgrowsTheBufferByItsEscapesIsItself() {
        CopyTextRows rows = new CopyTextRows(table("text"));
        for (int length = 1_000; length < 5_000; length += 7) {
            String value = "x".repeat(length) + "\n\t\\".repeat(20);

            assertThat(rows.read(copied(value).getBytes(UTF_8)).value(0)).isEqualTo(Text.of(value));
        }
    }

    @Test
    void aReaderReadsRowAfterRow() {
        CopyTextRows rows = new CopyTextRows(TEXTS);

        assertThat(rows.read("a\\tb\t1\t\\N\n".getBytes(UTF_8))).isEqualTo(texts("a\tb", "1", null));
        assertThat(rows.read("\\\\\t\\N\tc\n".getBytes(UTF_8))).isEqualTo(texts("\\", null, "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\n", "s3cret\ts3cret\n", "a\tb\tc\ts3cret\n", "a\tb\tc", "a\tb\tc\\", "a\tb\tc\\\n",
        "a\tb\tc\ns3cret", "", "\n"})
    void rowsWithTooFewOrTooManyColumnsAreRefusedWithoutTheirValues(String line) {
        assertThatThrownBy(() -> read(TEXTS, line)).isInstanceOfSatisfying(PgTwinException.class,
                e -> assertThat(e.kind()).isEqualTo(FailureKind.STREAM_MALFORMED))
                .hasMessageContaining("A copied row of table My Shop.t ").hasMessageContaining("3 columns")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"integer,s3cret", "real,s3cret", "boolean,s3cret", "bytea,s3cret", "bytea,\\\\xs3cret"})
    void valuesThatCannotBeReadNameTheirColumnAndAreNotShown(String type, String text) {
        assertThatThrownBy(() -> read(table("text", type), "a\t" + text + "\n")).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("'c1'").hasMessageNotContaining("s3cret").hasNoCause();
    }

    @Test
    void textThatIsNotUtf8NamesItsColumnAndIsNotAltered() {
        assertThatThrownBy(() -> new CopyTextRows(table("text", "text")).read("a\t\u00E4\n".getBytes(ISO_8859_1)))
                .isInstanceOfSatisfying(PgTwinException.class,
                        e -> assertThat(e.kind()).isEqualTo(FailureKind.TEXT_NOT_UTF8))
                .hasMessageContaining("'c1'");
    }

    @Test
    void whatIsWrittenIsRead() {
        long seed = Long.getLong("copy.seed", System.nanoTime());
        Random random = new Random(seed);
        CopyTextRows rows = new CopyTextRows(TEXTS);
        for (int i = 0; i < 20_000; i++) {
            String[] values = IntStream.range(0, 3).mapToObj(column -> text(random)).toArray(String[]::new);

            assertThat(rows.read(copied(values).getBytes(UTF_8))).as("-Dcopy.seed=%d", seed).isEqualTo(texts(values));
        }
    }

    /** Mostly of characters that mean something to the format. */
    private static String text(Random random) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        int[] characters =
                {'\\', '\t', '\n', '\r', '\b', '\f', 0x0B, 'N', '.', 'b', 'x', ' ', 1, 0x7F, 'ü', '字', 0x1F600};
        return random.ints(random.nextInt(12), 0, characters.length).map(i -> characters[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** As the server writes a row. */
    private static String copied(String... values) {
        return Stream.of(values).map(value -> value == null ? "\\N" : escaped(value))
                .collect(Collectors.joining("\t", "", "\n"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\b", "\\b").replace("\f", "\\f").replace("\n", "\\n")
                .replace("\r", "\\r").replace("\t", "\\t").replace("\u000B", "\\v");
    }

    private static Row read(TableDefinition table, String line) {
        return new CopyTextRows(table).read(line.getBytes(UTF_8));
    }

    private static Row texts(String... values) {
        Row.Builder row = Row.builder(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                row.setNull(i);
            } else {
                row.value(i, values[i]);
            }
        }
        return row.build();
    }

    private static TableDefinition table(String... types) {
        List<ColumnDefinition> columns =
                IntStream.range(0, types.length).mapToObj(i -> new ColumnDefinition("c" + i, types[i], false)).toList();
        return new TableDefinition(new TableId("My Shop", "t"), columns, List.of());
    }
}
