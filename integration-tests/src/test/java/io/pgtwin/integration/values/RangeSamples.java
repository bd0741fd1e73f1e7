package io.pgtwin.integration.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ranges, and multiranges where the server has them. */
final class RangeSamples {
    private static final int FIRST_WITH_MULTIRANGES = 14;

    private RangeSamples() {
    }

    /**
     * @param one a range's lower end, quoted where need be
     * @param other its upper end
     */
    private record Kind(String range, String multirange, String one, String other) {
        List<SampleType> types() {
            SampleType ranges = SampleType.of(range, "empty", "(,)", "[" + one + "," + other + "]",
                    "(" + one + "," + other + ")", "[" + one + ",)", "(," + other + ")", "[" + one + "," + one + "]");
            SampleType multiranges = SampleType.of(multirange, "{}", "{(,)}", "{[" + one + "," + other + "]}",
                    "{(," + one + "),[" + other + ",)}").from(FIRST_WITH_MULTIRANGES);
            return List.of(ranges, multiranges);
        }
    }

    static List<SampleType> all() {
        List<SampleType> all = new ArrayList<>();
        List.of(new Kind("int4range", "int4multirange", "-2147483648", "10"),
                new Kind("int8range", "int8multirange", "-9223372036854775808", "9223372036854775806"),
                new Kind("numrange", "nummultirange", "-1.50", "1e40"),
                new Kind("daterange", "datemultirange", "\"0044-03-15 BC\"", "2026-02-28"),
                new Kind("tsrange", "tsmultirange", "-infinity", "\"2026-02-28 12:34:56.789\""),
                new Kind("tstzrange", "tstzmultirange", "\"2026-02-28 12:34:56+05:45\"", "infinity"),
                new Kind("types.text_range", "types.text_multirange", "\"\\\\ \\\"a,\"", "\"b)]\""),
                new Kind("types.float_range", "types.float_multirange", "-Infinity", "0.30000000000000004"))
                .forEach(kind -> all.addAll(kind.types()));
        all.add(SampleType.of("types.percent_range", "[0,99.99]").random(RangeSamples::percents));
        all.add(SampleType.of("types.percent_multirange", "{[0,1),(2,99.99]}").from(FIRST_WITH_MULTIRANGES));
        return all;
    }

    private static String percents(Random random) {
        int lower = random.nextInt(50);
        return (random.nextBoolean() ? "[" : "(") + lower + "," + (lower + random.nextInt(50)) + ")";
    }
}
