package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.precheck.Precheck;
import io.pgtwin.testbed.sql.Database;

/** What cannot arrive as it was is refused, and said so, rather than altered; other encodings than UTF-8 do arrive. */
@ExtendWith(FreshSync.class)
class ValuesThatCannotBeCarriedTest {
    private static final String ROWS = "SELECT * FROM texts ORDER BY id";

    @Test
    void columnsThatNoServerReadsBackAreRefusedBeforeAnythingIsCopied(Sync sync) {
        sync.source().execute("""
                CREATE TABLE plain (id int PRIMARY KEY); INSERT INTO plain VALUES (1);
                CREATE TABLE odd (id int PRIMARY KEY, tree pg_node_tree, many gtsvector[])""");
        List<String> findings = sync.validate(sync.sourceConnector()).errors().get("table.include.list");
        assertThat(findings).singleElement().asString().contains("TYPE_UNSUITABLE", "'tree' of table public.odd",
                "pg_node_tree", "'many'", "table.exclude.list");

        sync.withSource("precheck", "off").start();
        assertThat(sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT)).contains("TYPE_UNSUITABLE");
        assertThat(sync.target().value("SELECT to_regclass('public.plain') IS NULL")).isEqualTo("t");
    }

    @Test
    void latin1AndEucJpArriveAsTheSameCharacters() {
        arrive("LATIN1", "Größe £ ÿ");
        arrive("EUC_JP", "日本語 ｶﾅ");
    }

    private static void arrive(String encoding, String text) {
        try (Sync sync = Sync.withEncoding(Servers.shared(), encoding)) {
            sync.source().execute("CREATE TABLE texts (id text PRIMARY KEY, note text, more text[])");
            sync.source().update("INSERT INTO texts VALUES (?, ?, ARRAY[?, NULL])", text, text, text);
            sync.start();
            awaitSameRows(sync);
            sync.source().update("INSERT INTO texts VALUES ('new', ?, ARRAY[?])", text + text, text);
            sync.source().update("UPDATE texts SET note = ? WHERE id = ?", text + " changed", text);
            awaitSameRows(sync);
        }
    }

    /** As text that the driver reads: checksums differ where encodings do. */
    private static void awaitSameRows(Sync sync) {
        List<List<String>> rows = sync.source().rows(ROWS);
        sync.awaitTarget("the same rows", target -> target.rows(ROWS).equals(rows));
    }

    @Test
    void bytesThatAreNotUtf8StopTheChangesOfASqlAsciiDatabase() {
        try (Sync sync = Sync.withEncoding(Servers.shared(), "SQL_ASCII")) {
            sync.source().execute("CREATE TABLE texts (id int PRIMARY KEY, note text)");
            sync.source().update("INSERT INTO texts VALUES (1, 'plain'), (2, ?)", "Größe \uFFFD");
            sync.start();
            awaitSameRows(sync);
            sync.source().execute("INSERT INTO texts VALUES (3, convert_from('\\xe4f6fc', 'SQL_ASCII'))");
            assertThat(failure(sync)).contains("TEXT_NOT_UTF8");
            assertThat(sync.target().number("SELECT count(*) FROM texts")).isEqualTo(2);
        }
    }

    @Test
    void bytesThatAreNotUtf8StopTheCopyOfASqlAsciiDatabase() {
        try (Sync sync = Sync.withEncoding(Servers.shared(), "SQL_ASCII")) {
            sync.source().execute("""
                    CREATE TABLE texts (id int PRIMARY KEY, note text);
                    INSERT INTO texts VALUES (3, convert_from('\\xe4f6fc', 'SQL_ASCII'))""");
            sync.start();
            assertThat(failure(sync)).contains("TEXT_NOT_UTF8", "table public.texts");
        }
    }

    @Test
    void characterThatTheTargetLacksIsRefusedWithItsRowAndColumn(Sync sync) {
        Database server = sync.servers().target().database("postgres");
        server.execute("DROP DATABASE " + sync.name());
        server.execute("CREATE DATABASE " + sync.name() + " TEMPLATE template0 ENCODING 'LATIN1'");
        sync.source().execute("CREATE TABLE texts (id int PRIMARY KEY, note text);"
                + " INSERT INTO texts SELECT i, CASE i WHEN 7 THEN '\u20ac' ELSE '\u00df' END FROM generate_series(1,"
                + " 10) i");
        assertThat(new Precheck(sync.sourceConnector().options(), sync.sinkConnector().options()).run().results())
                .filteredOn(it -> !it.isOk()).singleElement().satisfies(it -> {
                    assertThat(it.check()).isEqualTo("encoding");
                    assertThat(it.isFailed()).isFalse();
                    assertThat(it.message()).contains("LATIN1", "ENCODING 'UTF8'");
                });

        sync.start();
        assertThat(sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT))
                .contains("VALUE_REFUSED", "column 'note' in row 7 of 10 copied rows of table public.texts",
                        "database of encoding UTF8").doesNotContain("\u20ac");
    }

    private static String failure(Sync sync) {
        return sync.rest().awaitFailed(sync.sourceConnector().name(), Sync.LIMIT);
    }
}
