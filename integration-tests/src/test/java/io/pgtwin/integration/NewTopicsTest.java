package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/** A sink with the shipped options finds topics that did not exist when it was deployed. */
@ExtendWith(FreshSync.class)
class NewTopicsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String TABLE = """
            CREATE TABLE t%1$s (id int PRIMARY KEY, note text);
            INSERT INTO t%1$s SELECT i, 'note ' || i FROM generate_series(1, 5) i""";

    @Test
    void eachNewTopicIsFollowedWithin10Seconds(Sync sync) {
        sync.source().execute("CREATE TABLE early (id int PRIMARY KEY); CREATE TABLE late (id int PRIMARY KEY);"
                + "INSERT INTO early VALUES (1)");
        startSink(sync);
        sync.startSource();
        awaitTopicThenRows(sync, "public.early");
        sync.source().execute("INSERT INTO late VALUES (1)");
        awaitTopicThenRows(sync, "public.late");
    }

    @Test
    void twoHundredTablesTakeFewRebalances(Sync sync) {
        sync.source().execute(IntStream.range(0, 200).mapToObj(TABLE::formatted).collect(Collectors.joining(";")));
        startSink(sync);
        sync.startSource();
        sync.awaitEqual();
        assertThat(rebalances(sync)).isBetween(1, 50);
    }

    /** Nothing tells the sink of its tables here, so their rows wait for a while before it makes them by itself. */
    @Test
    void rowsThatWaitGoOnAfterARebalance(Sync sync) {
        sync.source().execute("CREATE TABLE lonely (id int PRIMARY KEY); CREATE TABLE late (id int PRIMARY KEY);"
                + "INSERT INTO lonely VALUES (1)");
        sync.withSink("topics.regex", sync.name() + "\\..*").withSink("tasks.max", "1").startSink();
        sync.startSource();
        Awaitility.await("rows wait").atMost(Sync.LIMIT)
                .until(() -> workerHasLogged(sync, "Rows of public.lonely wait, while other tables go on"));
        sync.source().execute("INSERT INTO late VALUES (1)");
        sync.awaitEqual();
    }

    private static void startSink(Sync sync) {
        sync.startSink();
        sync.rest().awaitRunning(sync.sinkConnector().name(), Sync.LIMIT);
    }

    private static void awaitTopicThenRows(Sync sync, String table) {
        Awaitility.await("topic of " + table).atMost(Sync.LIMIT).pollInterval(Duration.ofMillis(50))
                .until(() -> sync.servers().broker().topics().contains(sync.topic(table)));
        sync.awaitEqual(List.of(table), LIMIT);
    }

    private static boolean workerHasLogged(Sync sync, String text) {
        try (Stream<String> lines = Files.lines(sync.servers().worker().log())) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the worker's log", e);
        }
    }

    /** Every rebalance makes a new generation of the group, and its members log which one they have joined. */
    private static int rebalances(Sync sync) {
        Pattern joined = Pattern.compile("groupId=connect-" + sync.sinkConnector().name()
                + "] Successfully joined group with generation Generation\\{generationId=(\\d+)");
        try (Stream<String> lines = Files.lines(sync.servers().worker().log())) {
            return lines.map(joined::matcher).filter(matcher -> matcher.find())
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1))).max().orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the worker's log", e);
        }
    }
}
