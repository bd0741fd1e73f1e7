package io.pgtwin.integration.values;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text, bytes and documents. */
final class TextSamples {
    private static final int PLANES = 17;
    private static final int PLANE_SIZE = 0x10000;
    private static final int STEP = 1021;
    private static final String[] TEXTS = {
        "", " ", "  both sides  ", "\\", "\\\\", "\\N", "\\.", "\\n", "NULL", "null", "\t", "\n", "\r", "\r\n",
        "a\tb\nc\rd",
        "\b\f\u000b\u0001\u001f\u007f", "it's \"quoted\"", "{a,b}", "(a,b)", "a,b;c", "$1 ? :x", "%s %d",
        "\uFFFD", "\uFEFF", "\uFFFE\uFFFF", "A\u030A\u00C5", "\u202Ertl",
        "\uD83D\uDC69\u200D\uD83D\uDCBB", "__debezium_unavailable_value", "NaN",
        "\\u0000", "\u0080\u009f", everyPlane(), "long ".repeat(700)};

    private TextSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("text", TEXTS).random(RandomText::any),
                SampleType.of("character varying", TEXTS).random(RandomText::any),
                SampleType.of("character varying(5)", "", "12345", "     ", "\uD83D\uDE00\uD83D\uDE00"),
                SampleType.of("character(10)", "", "a", " a ", "1234567890", "\uD83D\uDE00"),
                SampleType.of("bpchar", "", "a  ", "abc"),
                SampleType.of("name", "", "name", "n".repeat(63), "\"odd\" name", "gr\u00F6\u00DFe"),
                SampleType.of("\"char\"", "", "a", "\\", "'", "\n", "\t", "~"),
                SampleType.of("bytea", "", "\\x", "\\x00", "\\x5c", "\\x00ff5c7f800a0d09", "\\x" + "ff00".repeat(3000),
                        "escape \\000 \\377 \\\\").random(TextSamples::bytes),
                SampleType.of("uuid", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")
                        .random(random -> new UUID(random.nextLong(), random.nextLong()).toString()),
                SampleType.of("json", "{\"b\": 1,  \"a\" : [1, 2], \"b\": 2}", "null", " \"text\" ", "[]", "1E400",
                        "1.50", "\"\\u0000 \\ud83d\\ude00 \\u00e4\"", "{\"\":\n\t{}}").random(RandomText::json),
                SampleType.of("jsonb", "{\"b\": 1,  \"a\" : [1, 2], \"b\": 2}", "null", "\"text\"", "[]",
                        "1e400", "1.50", "-0.0", "\"\\ud83d\\ude00 \\u00e4 \\\\ \\\" \\n\"",
                        "{\"\": {\"deep\": [[[null, true]]]}}").random(RandomText::json),
                SampleType.of("jsonpath", "$", "$.a[*] ? (@.x > 2.50)", "strict $.\"a b\".size()", "$.\"\\\"\\\\\"")
                        .from(12),
                SampleType.of("xml", "<a b=\"1\">text</a>", "text only", "", "<?xml version=\"1.0\"?><a/>", "<a/><b/>",
                        "<!-- c --><a><![CDATA[<&>]]></a>", "<a>\u00E4 &amp; &#x1F600; \uD83D\uDE00</a>\n"),
                SampleType.of("refcursor", "", "cursor \"1\""),
                SampleType.of("information_schema.character_data", "", "some\\thing"),
                SampleType.of("information_schema.sql_identifier", "", "identifier"),
                SampleType.of("information_schema.yes_or_no", "YES", "NO"));
    }

    /** Characters from all over each plane of Unicode. */
    private static String everyPlane() {
        return IntStream.range(0, PLANES * PLANE_SIZE / STEP).map(i -> 1 + i * STEP)
                .filter(code -> code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE)
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
