package io.pgtwin.common.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class CopyBinaryTest {
    private static final byte[] TUPLE = {0, 1, 0, 0, 0, 1, 'x'};

    @ParameterizedTest
    @ValueSource(strings = {"bigint", "numeric(10,2)", "character varying(20)", "character(3)", "timestamp(3) without"
            + " time zone",
        "time with time zone", "text[]", "numeric(10,2)[]", "jsonb", "\"char\"", "int4range"})
    void typesWithOneFormInAllServersSuit(String type) {
        assertThat(CopyBinary.suits(table("uuid", type))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.state", "shop.\"State\"[]", "interval", "interval day to second(3)", "money",
            "xml", "regclass",
        "public.hstore", "bpchar", "pg_lsn", ""})
    void othersDoNot(String type) {
        assertThat(CopyBinary.suits(table("uuid", type))).isFalse();
    }

    @Test
    void aTableWithoutColumnsHasNothingToSend() {
        assertThat(CopyBinary.suits(table())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text|text|true", "numeric(10,2)|numeric|true",
            "character varying(9)|text|true",
        "text|character varying|true", "integer|bigint|false", "integer|integer[]|false",
        "text[]|character varying[]|false",
        "json|jsonb|false", "uuid|text|false", "bit|bit varying|false"})
    void whatIsOneTypeInTextIsNotAlwaysSoInBinary(String source, String target, boolean same) {
        assertThat(CopyBinary.isSame(source, target)).isEqualTo(same);
    }

    @Test
    void rowsStandBetweenHeaderAndTrailer() {
        assertThat(CopyBinary.afterHeader(joined(CopyBinary.header(), TUPLE))).isEqualTo(TUPLE);
        assertThat(CopyBinary.afterHeader(CopyBinary.header())).isEmpty();
        assertThat(CopyBinary.isTrailer(CopyBinary.trailer())).isTrue();
        assertThat(CopyBinary.isTrailer(TUPLE)).isFalse();
    }

    @Test
    void anExtensionOfTheHeaderIsPassedOver() {
        byte[] header = ByteBuffer.wrap(CopyBinary.header()).putInt(15, 3).array();

        assertThat(CopyBinary.afterHeader(joined(joined(header, new byte[3]), TUPLE))).isEqualTo(TUPLE);
    }

    @Test
    void whatDoesNotBeginLikeThatIsRefused() {
        byte[] flags = ByteBuffer.wrap(CopyBinary.header()).putInt(11, 1 << 16).array();
        byte[] tooLong = ByteBuffer.wrap(CopyBinary.header()).putInt(15, 1).array();

        for (byte[] message : List.of(TUPLE, new byte[19], flags, tooLong)) {
            assertThatThrownBy(() -> CopyBinary.afterHeader(message)).isInstanceOf(PgTwinException.class)
                    .hasMessageContaining("STREAM_MALFORMED");
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static TableDefinition table(String... types) {
        List<ColumnDefinition> columns = Arrays.stream(types)
                .map(type -> new ColumnDefinition("c" + Arrays.asList(types).indexOf(type), type, false)).toList();
        return new TableDefinition(new TableId("s", "t"), columns, List.of());
    }
}
