package io.pgtwin.integration.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** In what a column holds values of a type. */
enum Shape {
    BARE {
        @Override
        String declaration(SampleType type) {
            return type.name();
        }

        @Override
        List<String> values(SampleType type, List<String> values) {
            return values;
        }

        @Override
        String random(SampleType type, Random random) {
            return type.random(random);
        }
    },
    ARRAY {
        @Override
        String declaration(SampleType type) {
            return type.name() + "[]";
        }

        /** Empty, with NULL, whole, with two dimensions, and with bounds of its own. */
        @Override
        List<String> values(SampleType type, List<String> values) {
            String first = RandomText.quoted(values.get(0));
            String last = RandomText.quoted(values.get(values.size() - 1));
            List<String> all = new ArrayList<>(values.stream().map(RandomText::quoted).toList());
            all.add("NULL");
            return List.of("{}", "{NULL}", array(type, all),
                    array(type, List.of(array(type, List.of(first, "NULL")), array(type, List.of(last, first)))),
                    "[-1:0]=" + array(type, List.of(last, "NULL")),
                    "[7:7][-2:-1]=" + array(type, List.of(array(type, List.of(first, last)))));
        }

        @Override
        String random(SampleType type, Random random) {
            return array(type, IntStream.range(0, random.nextInt(4)).mapToObj(i -> random.nextInt(4) == 0 ? "NULL"
                    : RandomText.quoted(type.random(random))).toList());
        }
    },
    HELD {
        @Override
        String declaration(SampleType type) {
            return heldType(type);
        }

        @Override
        List<String> values(SampleType type, List<String> values) {
            List<String> all = new ArrayList<>(values.stream().map(value -> held(value, "a \"note\" \\")).toList());
            all.add("(,)");
            return all;
        }

        @Override
        String random(SampleType type, Random random) {
            return held(type.random(random), RandomText.any(random));
        }
    },
    ARRAY_OF_HELD {
        @Override
        String declaration(SampleType type) {
            return heldType(type) + "[]";
        }

        @Override
        List<String> values(SampleType type, List<String> values) {
            return List.of(array(type, values.stream().map(value -> RandomText.quoted(held(value, ""))).toList(), ','));
        }

        @Override
        String random(SampleType type, Random random) {
            return array(type, List.of("NULL", RandomText.quoted(HELD.random(type, random))), ',');
        }
    };

    abstract String declaration(SampleType type);

    /** Values of this shape that hold the given ones. */
    abstract List<String> values(SampleType type, List<String> values);

    abstract String random(SampleType type, Random random);

    /** The composite type around a type. */
    static String heldType(SampleType type) {
        return "types.\"held " + type.name().replace("\"", "\"\"") + '"';
    }

    static String createHeldType(SampleType type) {
        return "CREATE TYPE " + heldType(type) + " AS (value " + type.name() + ", note text)";
    }

    private static String held(String value, String note) {
        return "(" + RandomText.quoted(value) + "," + RandomText.quoted(note) + ")";
    }

    private static String array(SampleType type, List<String> elements) {
        return array(type, elements, type.delimiter());
    }

    private static String array(SampleType type, List<String> elements, char delimiter) {
        return elements.stream().collect(Collectors.joining(String.valueOf(delimiter), "{", "}"));
    }
}
