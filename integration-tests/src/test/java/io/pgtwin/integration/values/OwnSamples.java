package io.pgtwin.integration.values;

import java.util.List;

/** Types of the user: what {@code values-types.sql} makes. */
final class OwnSamples {
    private static final int FIRST_WITH_DOMAINS_OVER_COMPOSITES = 11;

    private OwnSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("types.mood", "sad", "so so", "quoted 'one'", "\"double\" \\ {,}", "\uD83D\uDE00"),
                SampleType.of("types.percent", "0", "99.99", "100"),
                SampleType.of("types.low_percent", "0.10", "5"),
                SampleType.of("types.letters", "abc", "  z "),
                SampleType.of("types.good_mood", "so so"),
                SampleType.of("types.padded", "a"),
                SampleType.of("types.int_list", "{}", "{1,NULL,3}", "[2:3]={1,2}", "{{1,2},{3,4}}"),
                SampleType.of("types.mood_list", "{\"so so\",NULL}"),
                SampleType.of("types.span", "[1,5)", "empty"),
                SampleType.of("types.address", "(\"Main \"\"Street\"\", 1\",2)", "(,)", "(\"\",)", "(\"\\\\ \\\"\",-1)",
                        "(\"(a,b)\n\t\",0)"),
                SampleType.of("types.person", "(\"(\"\"a \\\\\\\\ \\\\\"\" b\"\",1)\",\"{\"\"(x,1)\"\",NULL}\",sad)",
                        "(,,)", "(\"(,)\",{},\"so so\")"),
                SampleType.of("types.nothing", "()"),
                SampleType.of("types.home", "(\"x, y\",3)", "(a,)").from(FIRST_WITH_DOMAINS_OVER_COMPOSITES));
    }
}
