package io.pgtwin.integration.values;

import java.util.List;

/** Names of what a database has, and what only the server itself uses. */
final class ObjectSamples {
    private ObjectSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("regproc", "now", "types.\"odd function\"", "4294967295", "-"),
                SampleType.of("regprocedure", "abs(integer)", "types.\"odd function\"(types.mood)", "4294967295"),
                SampleType.of("regoper", "|/", "4294967295", "0"),
                SampleType.of("regoperator", "+(integer,integer)", "-(NONE,integer)", "4294967295"),
                SampleType.of("regclass", "pg_class", "types.\"odd table\"", "4294967295", "-"),
                SampleType.of("regtype", "integer", "types.mood", "types.mood[]", "timestamp with time zone",
                        "4294967295"),
                SampleType.of("regrole", "postgres", "4294967295"),
                SampleType.of("regnamespace", "pg_catalog", "types", "4294967295"),
                SampleType.of("regconfig", "english", "simple", "4294967295"),
                SampleType.of("regdictionary", "simple", "english_stem", "4294967295"),
                SampleType.of("regcollation", "\"C\"", "\"POSIX\"", "4294967295").from(13),
                SampleType.of("aclitem", "postgres=arwdDxt/postgres", "=r/postgres", "postgres=r*/postgres"),
                SampleType.of("txid_snapshot", "10:20:10,14,15", "1:1:"),
                SampleType.of("pg_snapshot", "10:20:10,14,15", "1:1:").from(13),
                SampleType.of("smgr", "magnetic disk").upTo(11));
    }
}
