package io.pgtwin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.connect.ConnectorStatus;
import io.pgtwin.testbed.connect.RestAnswerException;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedHome;
import io.pgtwin.testbed.sql.Database;

/**
 * The pair as it ships, in the testbed's worker.
 *
 * @param format of the full copy: rows or blocks
 */
record PgTwin(String format) implements Contestant {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;

    @Override
    public String name() {
        return "pgtwin " + format;
    }

    @Override
    public Running begin(Databases databases) {
        String name = databases.name();
        Map<String, String> source = shipped("source.json", databases.source());
        source.remove("table.include.list");
        source.put("topic.prefix", name);
        source.put("snapshot.format", format);
        Map<String, String> sink = shipped("sink.json", databases.target());
        sink.put("topics.regex", name + "(\\..*)?");
        ConnectRest rest = databases.testbed().worker().rest();
        rest.create(name + "-source", source);
        rest.create(name + "-sink", sink);
        return new Pair(rest, name, databases.target(), databases.source().tables().size());
    }

    private static Map<String, String> shipped(String file, Database database) {
        try {
            JsonNode body = new JsonMapper()
                    .readTree(Files.readString(TestbedHome.repository().resolve(Path.of("config", file))));
            Map<String, String> options = new LinkedHashMap<>();
            body.get("config").properties().forEach(it -> options.put(it.getKey(), it.getValue().asString()));
            options.put("connection.url", database.url());
            options.put("connection.user", database.user());
            options.put("connection.password", database.password());
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Pair(ConnectRest rest, String name, Database target, int tables) implements Running {
        private List<String> connectors() {
            return List.of(name + "-source", name + "-sink");
        }

        @Override
        public boolean isCopied() {
            check();
            return target.value("SELECT to_regclass('pgtwin.status') IS NOT NULL").equals("t") && target.value(
                    "SELECT count(*) = ? FROM pgtwin.status WHERE state = 'following'", tables).equals("t");
        }

        /** A worker knows a connector's status only some time after it has accepted the connector. */
        private void check() {
            try {
                connectors().stream().map(rest::status).filter(ConnectorStatus::isFailed).forEach(failed -> {
                    throw new IllegalStateException(failed.failure());
                });
            } catch (RestAnswerException e) {
                if (e.status() != NOT_FOUND) {
                    throw e;
                }
            }
        }

        @Override
        public void halt() {
            connectors().forEach(rest::stop);
            connectors().forEach(it -> Await.until(LIMIT, it + " has stopped", () -> rest.status(it).tasks().isEmpty(),
                    () -> rest.status(it).toString()));
        }

        @Override
        public void goOn() {
            connectors().forEach(rest::resume);
        }

        @Override
        public void close() {
            connectors().forEach(rest::delete);
        }
    }
}
