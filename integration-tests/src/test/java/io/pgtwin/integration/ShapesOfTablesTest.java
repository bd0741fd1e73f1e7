package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/** Tables of every shape that PostgreSQL knows arrive with all their rows and changes. A failure names the table. */
@ExtendWith(FreshSync.class)
class ShapesOfTablesTest {
    /** What the target's tables cannot have, or the comparison of contents cannot name. */
    private static final Set<String> COMPARED_BY_QUERY =
            Set.of("public.no_columns", "public.only_generated", "public.generated_key", "do.ts.ta.ble");
    private static final String REST_OF_CONTENTS = """
            SELECT (SELECT count(*) FROM no_columns), (SELECT count(*) FROM only_generated),
                   (SELECT string_agg(a::text, ' ' ORDER BY a) FROM generated_key),
                   (SELECT string_agg("co.lumn" || "n.ote", ' ' ORDER BY "co.lumn") FROM "do.ts"."ta.ble")""";
    private static final Set<String> NOT_TAKEN = Set.of("public.an_unlogged_table", "public.a_table_of_an_extension");

    @Test
    void everyShapeOfTableArrivesWithItsChanges(Sync sync) throws IOException {
        for (Database database : new Database[] {sync.source(), sync.target()}) {
            Script.named("on-both-sides.sql").runOn(database);
            Script.named("shapes-on-both-sides.sql").runOn(database);
        }
        Script.named("shapes-of-tables.sql").runOn(sync.source());
        sync.start();
        awaitEqual(sync);
        assertThat(sync.target().tables()).doesNotContainAnyElementsOf(NOT_TAKEN);
        assertThat(warnings(sync)).anyMatch(line -> line.contains("public.a_view is a view"))
                .anyMatch(line -> line.contains("public.a_materialized_view is a materialized view"))
                .anyMatch(line -> line.contains("ALTER TABLE public.an_unlogged_table SET LOGGED"))
                .anyMatch(line -> line.contains("public.insert_only") && line.contains("REPLICA IDENTITY FULL"))
                .noneMatch(line -> line.contains("a_table_of_an_extension"));
        sync.target().execute("CREATE TABLE partition_made_later PARTITION OF partitioned_without_partitions"
                + " FOR VALUES FROM (1) TO (100)");
        Script.named("shapes-of-tables-change.sql").runOn(sync.source());
        awaitEqual(sync);
    }

    private static void awaitEqual(Sync sync) {
        List<String> compared = sync.source().tables().stream().filter(table -> !COMPARED_BY_QUERY.contains(table))
                .filter(table -> !NOT_TAKEN.contains(table)).toList();
        sync.awaitEqual(compared, Sync.LIMIT);
        List<List<String>> rest = sync.source().rows(REST_OF_CONTENTS);
        sync.awaitTarget("the other tables hold the same", target -> target.rows(REST_OF_CONTENTS).equals(rest));
    }

    private static List<String> warnings(Sync sync) throws IOException {
        try (Stream<String> lines = Files.lines(sync.servers().worker().log())) {
            return lines.filter(line -> line.contains("WARN") && line.contains("pgtwin")).toList();
        }
    }
}
