package io.pgtwin.benchmarks.systems;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Probe;
import io.pgtwin.testbed.process.TestbedHome;
import io.pgtwin.testbed.sql.Database;

/**
 * The pair as it ships.
 *
 * @param source options that differ from the shipped file
 * @param sink options that differ from the shipped file
 */
public record PgTwin(String name, String description, Set<Ability> abilities, Map<String, String> source,
        Map<String, String> sink) implements Contestant {
    /** The same with more options. */
    public PgTwin with(Map<String, String> sourceOptions, Map<String, String> sinkOptions) {
        return new PgTwin(name, description, abilities, merged(source, sourceOptions), merged(sink, sinkOptions));
    }

    private static Map<String, String> merged(Map<String, String> options, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(more);
        return all;
    }

    @Override
    public Running begin(Databases databases) {
        Map<String, String> sourceOptions = shipped("source.json", databases.source());
        sourceOptions.remove("table.include.list");
        sourceOptions.put("topic.prefix", databases.name());
        sourceOptions.putAll(source);
        Map<String, String> sinkOptions = shipped("sink.json", databases.target());
        sinkOptions.put("topics.regex", databases.name() + "(\\..*)?");
        sinkOptions.putAll(sink);
        Probe target = new Probe(databases.target());
        int tables = databases.source().tables().size();
        return ConnectorPair.create(databases, sourceOptions, sinkOptions, () -> isCopied(target, tables), target);
    }

    private static boolean isCopied(Probe target, int tables) {
        return target.number("SELECT count(*) FROM pg_class WHERE oid = to_regclass('pgtwin.status')") == 1
                && target.number("SELECT count(*) FROM pgtwin.status WHERE state = 'following'") == tables;
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
}
