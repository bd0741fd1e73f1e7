package io.pgtwin.source.pgoutput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no server should send, and how the refusal reads. */
class PgOutputDecoderTest {
    private static final String SECRET = "736563726574";

    private final PgOutputDecoder decoder = new PgOutputDecoder();

    @Test
    void aRefusalNamesMessageFieldAndByte() {
        assertThatThrownBy(() -> decode("42" + "0000000000000001" + "000000"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("pgoutput message 'B', field 'commit_time' at byte 9: needs 8 bytes, has 3");
    }

    @Test
    void allBitsOfNumbersSurvive() {
        PgOutputMessage begin = decode("42" + "ffffffff80000000" + "8000000000000001" + "ffffffff");
        assertThat(begin).isEqualTo(new PgOutputMessage.Begin(0xFFFFFFFF80000000L, 0x8000000000000001L, -1));
    }

    @ParameterizedTest
    @ValueSource(chars = {'S', 'E', 'c', 'A', 'b', 'P', 'K', 'r', 'p'})
    void messagesThatNobodyAskedForAreNamed(char type) {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(String.valueOf(type).getBytes(ISO_8859_1))))
                .isInstanceOf(UnrequestedMessageException.class)
                .hasMessageStartingWith("pgoutput message '" + type + "', field 'type' at byte 0: ")
                .hasMessageContaining("start replication with proto_version 1");
    }

    @Test
    void unknownTypesAreRefused() {
        refuses("7a", "message 'z', field 'type' at byte 0: unknown message type");
        refuses("00", "message 0x00, field 'type' at byte 0: unknown message type");
        refuses("ff", "message 0xff");
        refuses("", "the message is empty");
    }

    @Test
    void countsAreCheckedBeforeAnythingIsAllocatedForThem() {
        refuses("49" + "00000001" + "4e" + "7fff", "'column_count' at byte 6: is 32767, needs 32767 bytes, has 0");
        refuses("49" + "00000001" + "4e" + "ffff", "'column_count' at byte 6: is negative: -1");
        refuses("49" + "00000001" + "4e" + "0001" + "74" + "7fffffff", "'column_length' at byte 9: is 2147483647");
        refuses("49" + "00000001" + "4e" + "0001" + "74" + "fffffffe", "'column_length' at byte 9: is negative: -2");
        refuses("54" + "7fffffff" + "00", "'relation_count' at byte 1: is 2147483647, needs 8589934588 bytes, has 1");
        refuses("52" + "00000001" + "00" + "00" + "64" + "0002" + "00".repeat(19), "'column_count' at byte 8: is 2");
        refuses("4d" + "00" + "0000000000000000" + "00" + "80000000", "'content_length' at byte 11: is negative");
    }

    @Test
    void unknownCodesAndFlagsAreRefused() {
        refuses("43" + "01" + "00".repeat(24), "'flags' at byte 1: has unknown flags: 0x01");
        refuses("54" + "00000000" + "04", "'options' at byte 5: has unknown flags: 0x04");
        refuses("4d" + "82" + "00".repeat(13), "'flags' at byte 1: has unknown flags: 0x82");
        refuses("52" + "00000001" + "00" + "00" + "78" + "0000", "'replica_identity' at byte 7: unknown code 120");
        refuses("49" + "00000001" + "4f" + "0000", "'tuple_kind' at byte 5: expects 'N', has 79");
        refuses("44" + "00000001" + "4e" + "0000", "'tuple_kind' at byte 5: expects 'K' or 'O', has 78");
        refuses("55" + "00000001" + "58" + "0000", "'tuple_kind' at byte 5: expects 'K' or 'O', has 88");
        refuses("49" + "00000001" + "4e" + "0001" + "78", "'column_kind' at byte 8: column 0 is of unknown kind 120");
    }

    @Test
    void binaryValuesAreRefusedWithTheRemedy() {
        refuses("49" + "00000001" + "4e" + "0001" + "62" + "00000001" + "00",
                "start replication without the option binary");
    }

    @Test
    void namesMustBeUtf8AndHaveAnEnd() {
        refuses("59" + "00000001" + "ff00" + "6100", "'namespace' at byte 5: is not UTF-8");
        refuses("59" + "00000001" + "00" + "6161", "'type_name' at byte 6: has no end");
    }

    @Test
    void valuesThatAreNotUtf8AreRefusedOnlyWhenReadAsText() {
        PgOutputMessage.Insert insert = (PgOutputMessage.Insert) decode(
                "49" + "00000001" + "4e" + "0002" + "7400000001" + "ff" + "7400000003" + "efbfbd");
        TupleData tuple = insert.newTuple();
        assertThat(tuple.bytes()[tuple.offset(0)]).isEqualTo((byte) 0xFF);
        assertThat(tuple.text(1)).isEqualTo("\uFFFD");
        assertThatThrownBy(() -> tuple.text(0)).isInstanceOf(MalformedMessageException.class)
                .hasMessage("pgoutput message 'I', field 'column_value' at byte 13: column 0 is not UTF-8");
    }

    @Test
    void nullAndUnchangedColumnsHaveNoText() {
        TupleData tuple = ((PgOutputMessage.Insert) decode("49" + "00000001" + "4e" + "0002" + "6e" + "75")).newTuple();
        assertThat(tuple.isText(0) || tuple.isText(1)).isFalse();
        assertThatThrownBy(() -> tuple.text(0)).isInstanceOf(IllegalStateException.class)
                .hasMessage("column 0 is null");
        assertThatThrownBy(() -> tuple.offset(1)).isInstanceOf(IllegalStateException.class)
                .hasMessage("column 1 is unchanged");
    }

    @Test
    void nothingThatPrintsAMessageShowsRowValues() {
        String tuple = "0001" + "74" + "00000006" + SECRET;
        assertThat(decode("49" + "00000001" + "4e" + tuple).toString()).doesNotContain("secret");
        assertThat(decode("55" + "00000001" + "4f" + tuple + "4e" + tuple).toString()).doesNotContain("secret");
        assertThat(decode("4d" + "00" + "0000000000000000" + "00" + "00000006" + SECRET).toString())
                .doesNotContain("secret");
        refuses("49" + "00000001" + "4e" + tuple + SECRET, "the message should end here, but 6 bytes follow");
    }

    private void refuses(String message, String reason) {
        assertThatThrownBy(() -> decode(message)).isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(reason).hasMessageNotContaining("secret");
    }

    private PgOutputMessage decode(String message) {
        return decoder.decode(ByteBuffer.wrap(HexFormat.of().parseHex(message)));
    }
}
