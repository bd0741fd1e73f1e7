package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.converter.CompactConverter;
import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** In which format rows of the full copy pass, and that it suits whatever the target's tables are. */
@ExtendWith(FreshSync.class)
class BlocksTest {
    private static final String ROWS = """
            INSERT INTO items SELECT i, '2026-11-28'::date + i, i / 7.0, jsonb_build_object('i', i),
                ARRAY[i::text, NULL], CASE WHEN i % 3 > 0 THEN 'tab\t, line\n, \\ and ß' END
                FROM generate_series(1, 2000) i""";
    private static final String SOURCE = "CREATE TABLE items (id int PRIMARY KEY, made date, price numeric, more jsonb,"
            + " tags text[], note text);" + ROWS;

    @Test
    void rowsOfBuiltInTypesPassInBinaryAndOthersAsText(Sync sync) {
        sync.source().execute(SOURCE + "; CREATE TYPE mood AS ENUM ('sad', 'ok');"
                + " CREATE TABLE people (id int PRIMARY KEY, mood mood);"
                + " INSERT INTO people SELECT i, 'ok' FROM generate_series(1, 2000) i");

        sync.withSmallBlocks().start().awaitEqual();

        assertThat(formats(sync, "public.items")).hasSizeGreaterThan(10).containsOnly("binary");
        assertThat(formats(sync, "public.people")).hasSizeGreaterThan(10).containsOnly("text");
    }

    @Test
    void aTargetWithOtherTypesTakesThemAsText(Sync sync) {
        sync.source().execute(SOURCE);
        sync.target().execute("CREATE TABLE items (id bigint PRIMARY KEY, made text, price numeric, more json, tags"
                + " text[], note varchar)");

        sync.withSmallBlocks().start();

        sync.awaitTarget("all rows are there", target -> target.number("SELECT count(*) FROM items") == 2_000);
        String contents = "SELECT md5(string_agg(concat_ws('|', id, made, price, more::text, tags, note), ';' ORDER BY"
                + " id)) FROM items";
        assertThat(sync.target().value(contents)).isEqualTo(sync.source().value(contents));
        assertThat(formats(sync, "public.items")).containsOnly("binary");
    }

    @Test
    void rowsInTheWayAreReplaced(Sync sync) {
        sync.source().execute(SOURCE);
        sync.target().execute(SOURCE.replace("generate_series(1, 2000)", "generate_series(1000, 1010)")
                + "; UPDATE items SET note = 'of the target'");

        sync.withSmallBlocks().withSink("conflict.mode", "overwrite").start().awaitEqual();

        assertThat(formats(sync, "public.items")).containsOnly("binary");
    }

    private static List<String> formats(Sync sync, String table) {
        CompactConverter converter = new CompactConverter();
        converter.configure(Map.of(), false);
        return sync.servers().broker().records(sync.topic(table)).stream()
                .map(it -> ((Struct) converter.toConnectData(it.topic(), it.value()).value())
                        .getString("format")).toList();
    }
}
