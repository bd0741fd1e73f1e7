package io.pgtwin.integration.structure;

import java.util.List;

import io.pgtwin.testbed.sql.Database;

/** Everything that a server's catalog tells of the objects of users, independent of the product. */
final class Definitions {
    private Definitions() {}

    /** One line for each object, column and so on; without what pgtwin has made for itself. */
    static List<String> of(Database database, String version, boolean withNamesOfNotNull) {
        String judge = VersionedScript.read("structure-judge.sql", Integer.parseInt(version))
                .replace("$old_source$", String.valueOf(!withNamesOfNotNull));
        return lines(database, judge).stream().filter(line -> !line.contains("pgtwin")).toList();
    }

    /** One line for each function, view, trigger, policy and right. */
    static List<String> ofIncluded(Database database, String version) {
        return lines(database, VersionedScript.read("structure-include-judge.sql", Integer.parseInt(version)));
    }

    private static List<String> lines(Database database, String judge) {
        return new Database(database.url() + "?currentSchema=pg_catalog", database.user(), database.password())
                .column(judge);
    }
}
