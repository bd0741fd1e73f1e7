package io.pgtwin.integration.values;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Geometry, addresses of networks, bits and words for searching. */
final class ShapeSamples {
    private ShapeSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("point", "(0,0)", "(0.1,-2.25)", "(1e-300,1.7976931348623157e+308)", "(NaN,Infinity)",
                        "(-0,4.9e-324)").random(ShapeSamples::point),
                SampleType.of("line", "{1,2,3}", "{0.1,-1,0}", "{0,-1,4.9e-324}"),
                SampleType.of("lseg", "[(0,0),(1,1)]", "[(0.1,-0.2),(1e300,3)]")
                        .random(random -> "[" + points(random, 2) + "]"),
                SampleType.of("box", "(2,2),(0,0)", "(0.1,1),(-0.2,-1e300)").delimitedBy(';')
                        .random(random -> points(random, 2)),
                SampleType.of("path", "[(0,0),(1,1),(2,0.1)]", "((0,0),(1,1))", "((0,0))")
                        .random(random -> "[" + points(random, 1 + random.nextInt(5)) + "]"),
                SampleType.of("polygon", "((0,0),(1,1),(2,0.1))", "((0,0))")
                        .random(random -> "(" + points(random, 1 + random.nextInt(5)) + ")"),
                SampleType.of("circle", "<(1,2),3>", "<(0.1,-0.1),0>", "<(0,0),1e300>"),
                SampleType.of("inet", "192.168.0.1", "192.168.0.1/24", "0.0.0.0/0", "::1", "::ffff:1.2.3.4",
                        "2001:db8::ff/64", "255.255.255.255").random(random -> address(random) + "/"
                        + random.nextInt(33)),
                SampleType.of("cidr", "10.1.0.0/16", "0.0.0.0/0", "2001:db8::/32", "::1/128")
                        .random(random -> address(random) + "/32"),
                SampleType.of("macaddr", "08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00"),
                SampleType.of("macaddr8", "08:00:2b:01:02:03:04:05", "ff:ff:ff:ff:ff:ff:ff:ff"),
                SampleType.of("bit", "0", "1"),
                SampleType.of("bit(5)", "10101", "00000"),
                SampleType.of("bit varying", "", "0", "1011", "01".repeat(500))
                        .random(random -> random.ints(random.nextInt(70), 0, 2).mapToObj(String::valueOf)
                                .collect(Collectors.joining())),
                SampleType.of("bit varying(7)", "", "1111111"),
                SampleType.of("tsvector", "", "fat:2,4 cat:3", "'it''s':1A,2B,3C,4",
                        "'back\\\\slash' 'with space':16383",
                        "'\u00E4' '\uD83D\uDE00'").random(ShapeSamples::lexemes),
                SampleType.of("tsquery", "", "fat & (rat | !cat)", "'it''s':AB*", "a <-> b", "a <3> 'back\\\\slash'"));
    }

    private static String point(Random random) {
        return "(" + NumberSamples.doublePrecision(random) + "," + NumberSamples.doublePrecision(random) + ")";
    }

    private static String points(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> "(" + random.nextDouble() + "," + random.nextFloat() + ")")
                .collect(Collectors.joining(","));
    }

    private static String address(Random random) {
        return random.ints(4, 0, 256).mapToObj(String::valueOf).collect(Collectors.joining("."));
    }

    private static String lexemes(Random random) {
        return IntStream.range(0, random.nextInt(6)).mapToObj(i -> "'x"
                + RandomText.any(random).replace("\\", "\\\\").replace("'", "''") + "':" + (i + 1))
                .collect(Collectors.joining(" "));
    }
}
