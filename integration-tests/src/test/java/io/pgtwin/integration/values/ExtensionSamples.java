package io.pgtwin.integration.values;

import java.util.List;
import java.util.Random;

/** Types that PostgreSQL's own extensions bring; they are in schema {@code types}. */
final class ExtensionSamples {
    private ExtensionSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("types.hstore", "", "a=>b", "\"a key\"=>\"va\\\\l\\\"ue\", \"null\"=>NULL", "\"\"=>\"\"",
                        "\"\uD83D\uDE00\"=>\"\\n\tx\"").random(ExtensionSamples::pairs),
                SampleType.of("types.citext", "", "CaseLess", "caseless", "\\N").random(RandomText::any),
                SampleType.of("types.cube", "(0)", "(0.1,-1e-300)", "(1,2),(3,4.5)", "(1,2,3),(-1,-2,-3)"),
                SampleType.of("types.seg", "1.5", "1.50", "1.5e-05", "1 .. 2", "~ 6.5", "< 6", "> 6.50", "5 .. ",
                        ".. 5", "1.0 .. 2.00", "5(+-)0.3"),
                SampleType.of("types.earth", "(6378168,0,0)"),
                SampleType.of("types.ean13", "978-0-393-04002-9", "400-000000000-6!"),
                SampleType.of("types.isbn13", "978-0-393-04002-9", "978-0-11-000533-5!"),
                SampleType.of("types.ismn13", "979-0-060-11561-5"),
                SampleType.of("types.issn13", "977-1436-452-00-8"),
                SampleType.of("types.isbn", "0-393-04002-X"),
                SampleType.of("types.ismn", "M-060-11561-5"),
                SampleType.of("types.issn", "1436-4522"),
                SampleType.of("types.upc", "220356483481"),
                SampleType.of("types.lo", "0", "4294967295"),
                SampleType.of("types.ltree", "", "Top", "Top.Science.Astronomy_1")
                        .random(random -> RandomText.plain(random).replace(' ', '.')),
                SampleType.of("types.lquery", "Top.*{1,2}.a|b@*", "*.!x", "foo*@%"),
                SampleType.of("types.ltxtquery", "Europe & Russia*@ & !Transport"),
                SampleType.of("types.query_int", "1&(2|!3)", "7"),
                SampleType.of("types.chkpass", ":abJnggxhB/yWI").upTo(10));
    }

    private static String pairs(Random random) {
        return RandomText.quoted(RandomText.any(random)) + "=>" + RandomText.quoted(RandomText.any(random))
                + ", x=>NULL";
    }
}
