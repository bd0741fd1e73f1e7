package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** A person sees in the target how far the sync has come. */
@ExtendWith(FreshSync.class)
class StatusTest {
    @Test
    void statusTellsRowsCopiedOfHowManyAndChangesSince(Sync sync) {
        sync.source().execute("""
                CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a SELECT generate_series(1, 1234);
                CREATE TABLE b (id int); INSERT INTO b SELECT generate_series(1, 77);
                CREATE TABLE c (id int PRIMARY KEY)""");
        sync.start().awaitEqual();
        assertStatus(sync, following("public.a", "1234", "0"), following("public.b", "77", "0"),
                following("public.c", "0", "0"));

        sync.source().execute("DELETE FROM a WHERE id <= 10; INSERT INTO c SELECT generate_series(1, 5)");
        sync.awaitEqual();
        assertStatus(sync, following("public.a", "1234", "10"), following("public.b", "77", "0"),
                following("public.c", "0", "5"));
    }

    @Test
    void progressTellsWhereTheLastChangeStandsAtTheSource(Sync sync) {
        sync.source().execute("CREATE TABLE a (id int PRIMARY KEY)");
        sync.start();
        sync.awaitCopied("public.a", Sync.LIMIT);
        String before = sync.source().value("SELECT pg_current_wal_lsn()");
        sync.source().execute("INSERT INTO a VALUES (1)");
        String after = sync.source().value("SELECT pg_current_wal_lsn()");
        sync.awaitEqual();
        assertThat(sync.target().rows("""
                SELECT next_offset, source_schema, source_table, lsn BETWEEN ?::pg_lsn AND ?::pg_lsn,
                       commit_time > now() - interval '1 hour', applied_at >= commit_time
                FROM pgtwin.progress WHERE sink = ? AND topic = ?""",
                before, after, sync.sinkConnector().name(), sync.topic("public.a")))
                .containsExactly(List.of("1", "public", "a", "t", "t", "t"));
    }

    private static List<String> following(String table, String rows, String changes) {
        return List.of(table, table, "incremental", "following", rows, rows, "t", changes);
    }

    private static void assertStatus(Sync sync, List<String> a, List<String> b, List<String> c) {
        sync.awaitTarget("the copy is complete", target -> target.number(
                "SELECT count(*) FROM pgtwin.status WHERE state = 'following' AND rows_expected_is_exact") == 3);
        assertThat(sync.target().rows("""
                SELECT source_table, target_table, step, state, rows_copied, rows_expected, rows_expected_is_exact,
                       changes_applied
                FROM pgtwin.status WHERE sink = ? ORDER BY source_table""", sync.sinkConnector().name()))
                .containsExactly(a, b, c);
    }
}
