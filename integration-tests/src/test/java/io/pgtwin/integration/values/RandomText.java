package io.pgtwin.integration.values;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text that somebody will spell wrong: all planes, and the characters that mean something somewhere. */
final class RandomText {
    private static final int MAX_LENGTH = 30;
    private static final String TELLING = "\\\"',;(){}[]\t\n\r\b\f\u0001\u007f\u0085\u2028N.u0$%_=> abAB";

    private RandomText() {
    }

    static String any(Random random) {
        return IntStream.range(0, random.nextInt(MAX_LENGTH)).map(i -> codePoint(random))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Letters, digits and spaces. */
    static String plain(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(MAX_LENGTH)).mapToObj(i -> word(random))
                .collect(Collectors.joining(" "));
    }

    /** One to eight lower-case letters. */
    static String word(Random random) {
        return random.ints(1 + random.nextInt(8), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** As a JSON string; a zero character, which jsonb does not take, is not among the others. */
    static String json(Random random) {
        return '"' + any(random).chars().mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c)
                : String.valueOf((char) c)).collect(Collectors.joining()) + '"';
    }

    /** In double quotes, with backslashes, as arrays, composites and hstore take it. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static int codePoint(Random random) {
        if (random.nextBoolean()) {
            return TELLING.charAt(random.nextInt(TELLING.length()));
        }
        int any = 1 + random.nextInt(random.nextInt(4) == 0 ? Character.MAX_CODE_POINT : 0x3000);
        return any >= Character.MIN_SURROGATE && any <= Character.MAX_SURROGATE ? 'x' : any;
    }
}
