package io.pgtwin.integration.values;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pgtwin.testbed.sql.Database;

/** The catalogue: every type that a table column can have, or why one is left out. */
public final class SampleTypes {
    /**
     * Types whose input function refuses every value, by the name of that function: an index or a system catalog holds
     * them, and a column can get one only from there. A sync refuses tables with such columns.
     */
    private static final List<String> WITHOUT_INPUT = List.of(
            "pg_node_tree_in", "pg_ndistinct_in", "pg_dependencies_in", "pg_mcv_list_in", "brin_bloom_summary_in",
            "brin_minmax_multi_summary_in", "gtsvectorin", "ghstore_in", "_intbig_in", "ltree_gist_in", "gtrgm_in",
            "gbtreekey2_in", "gbtreekey4_in", "gbtreekey8_in", "gbtreekey16_in", "gbtreekey32_in", "gbtreekey_var_in");

    /** A domain that is NOT NULL has a table of its own, in {@code values-keys.sql}. */
    private static final String NOT_NULL_DOMAIN = "types.demanding";

    /** Every type that has values, by its oid; array types belong to their elements. */
    private static final String TYPES = """
            SELECT t.oid::regtype::text
            FROM pg_type t
            WHERE t.typisdefined AND t.typtype IN ('b', 'd', 'e', 'r', 'm')
              AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
              AND regexp_replace(t.typinput::text, '^.*[.]', '') <> ALL (string_to_array(?, ','))
              AND t.oid::regtype::text NOT LIKE '%held %' AND t.oid <> ?::regtype""";

    private SampleTypes() {
    }

    /** Named lists of types; each list is small enough for the columns of one table. */
    public enum Group {
        NUMBERS(NumberSamples.all()), TEXTS(TextSamples.all()), TIMES(TimeSamples.all()), SHAPES(ShapeSamples.all()),
        OBJECTS(ObjectSamples.all()), RANGES(RangeSamples.all()), EXTENSIONS(ExtensionSamples.all()),
        OWN(OwnSamples.all());

        private final List<SampleType> types;

        Group(List<SampleType> types) {
            this.types = types;
        }

        /** The group's types that the version has. */
        List<SampleType> in(int version) {
            return types.stream().filter(type -> type.existsIn(version)).toList();
        }
    }

    static List<SampleType> in(int version) {
        return Stream.of(Group.values()).flatMap(group -> group.in(version).stream()).toList();
    }

    /** The names of types as PostgreSQL reads an array of text. */
    static String names(List<SampleType> types) {
        return types.stream().map(type -> RandomText.quoted(type.name())).collect(Collectors.joining(",", "{", "}"));
    }

    /** The types of a database that the catalogue lacks. */
    public static List<String> missing(Database database, int version) {
        String refusing = String.join(",", WITHOUT_INPUT);
        List<String> known = database.column("SELECT name::regtype::text FROM unnest(?::text[]) name",
                names(in(version)));
        return database.column(TYPES, refusing, NOT_NULL_DOMAIN).stream().filter(Predicate.not(known::contains))
                .toList();
    }
}
