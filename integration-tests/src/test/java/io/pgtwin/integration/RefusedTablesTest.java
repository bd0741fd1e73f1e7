package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;

/** What is no table, or none that can be followed, is refused by name before anything is copied. */
@ExtendWith(FreshSync.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedTablesTest {
    private Sync sync;

    @BeforeAll
    void makeThem() {
        sync = Sync.on(Servers.shared());
        Script.named("refused-tables.sql").runOn(sync.source());
    }

    @AfterAll
    void removeThem() {
        sync.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            public\\.a_view                   | public.a_view is a view
            public\\.a_materialized_view      | public.a_materialized_view is a materialized view
            public\\.a_foreign_table          | public.a_foreign_table is a foreign table
            public\\.an Unlogged table        | ALTER TABLE public."an Unlogged table" SET LOGGED
            public\\.of_an_extension          | public.of_an_extension belongs to an extension
            public\\.a_partition              | publish.via.partition.root=false
            pg_catalog\\.pg_class             | pg_catalog.pg_class belongs to the server
            information_schema\\.sql_features | information_schema.sql_features belongs to the server
            public\\.nothing                  | matches no table with public\\.nothing
            public\\.with_a_foreign_partition | Partition public.a_foreign_partition of table public.with_a_
            public\\.with_another_identity    | ALTER TABLE "public"."identified_otherwise" REPLICA IDENTITY FULL
            public\\.same.topic               | public.same topic
            public\\.same.topic               | public.same$topic
            a(_b)?\\.(b_)?c                   | Tables a.b_c and a_b.c would share the topic
            """)
    void whatCannotBeTakenIsRefusedByNameWithWhatToDo(String include, String complaint) {
        assertThat(errors(include)).singleElement().asString().contains(complaint);
    }

    @Test
    void temporaryTableIsRefusedByName() throws SQLException {
        try (Connection session = sync.source().connect(); Statement statement = session.createStatement()) {
            statement.execute("CREATE TEMP TABLE a_temporary_table (id int)");
            assertThat(errors("pg_temp_\\d+\\.a_temporary_table")).singleElement().asString()
                    .contains(".a_temporary_table is temporary");
        }
    }

    @Test
    void partitionOfATakenTableCannotBeExcluded() {
        assertThat(sync.validate(sync.sourceConnector().with("table.include.list", "public\\.partitioned")
                .with("table.exclude.list", ".*a_partition")).errors().get("table.include.list"))
                .singleElement().asString().contains("public.a_partition", "public.partitioned");
    }

    @Test
    void tablesWithoutReplicaIdentityAreNoError() {
        sync.source().execute("CREATE TABLE IF NOT EXISTS insert_only (note text)");
        assertThat(errors("public\\.insert_only")).isNullOrEmpty();
    }

    private List<String> errors(String include) {
        return sync.validate(sync.sourceConnector().with("table.include.list", include)).errors()
                .get("table.include.list");
    }
}
