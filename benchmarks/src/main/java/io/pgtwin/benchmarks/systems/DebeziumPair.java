package io.pgtwin.benchmarks.systems;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.pgtwin.benchmarks.data.CopiedRows;
import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.testbed.sql.Database;

/**
 * The Debezium source for PostgreSQL and the Debezium JDBC sink, tuned for throughput: queues and batches as large as
 * the worker's heap takes, batched inserts, records of the same row reduced to the last.
 *
 * @param converter of keys and values: the archives have none for records with schemas
 * @param partitions of each topic
 */
public record DebeziumPair(String name, String description, String converter, int partitions) implements Contestant {
    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.COPY, Ability.CHANGES, Ability.HALVES);
    }

    @Override
    public Running begin(Databases databases) {
        CopiedRows rows = new CopiedRows(databases);
        return ConnectorPair.create(databases, source(databases), sink(databases), rows::areComplete, rows);
    }

    private Map<String, String> source(Databases databases) {
        Database database = databases.source();
        URI address = URI.create(database.url().substring("jdbc:".length()));
        Map<String, String> options = converters();
        options.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        options.put("tasks.max", "1");
        options.put("database.hostname", address.getHost());
        options.put("database.port", String.valueOf(address.getPort()));
        options.put("database.user", database.user());
        options.put("database.password", database.password());
        options.put("database.dbname", databases.name());
        options.put("topic.prefix", databases.name());
        options.put("plugin.name", "pgoutput");
        options.put("slot.name", "debezium_" + databases.name());
        options.put("publication.autocreate.mode", "all_tables");
        options.put("tombstones.on.delete", "false");
        // with more, it reads outside a transaction, where there are no cursors: a whole table at a time into memory
        options.put("snapshot.max.threads", "1");
        options.put("snapshot.fetch.size", "4000");
        options.put("max.queue.size", "16384");
        options.put("max.queue.size.in.bytes", "33554432");
        options.put("max.batch.size", "4096");
        options.put("poll.interval.ms", "10");
        options.put("topic.creation.default.partitions", String.valueOf(partitions));
        options.put("topic.creation.default.replication.factor", "1");
        options.put("producer.override.compression.type", "lz4");
        options.put("producer.override.batch.size", "524288");
        options.put("producer.override.linger.ms", "5");
        options.put("producer.override.buffer.memory", "33554432");
        return options;
    }

    private Map<String, String> sink(Databases databases) {
        Database database = databases.target();
        Map<String, String> options = converters();
        options.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        options.put("tasks.max", "4");
        options.put("topics.regex", databases.name() + "\\.public\\..*");
        options.put("connection.url", database.url() + "?reWriteBatchedInserts=true");
        options.put("connection.username", database.user());
        options.put("connection.password", database.password());
        options.put("insert.mode", "upsert");
        options.put("delete.enabled", "true");
        options.put("primary.key.mode", "record_key");
        options.put("schema.evolution", "none");
        options.put("collection.name.format", "${source.schema}.${source.table}");
        options.put("use.reduction.buffer", "true");
        options.put("batch.size", "5000");
        options.put("consumer.override.max.poll.records", "5000");
        options.put("consumer.override.fetch.max.bytes", "16777216");
        options.put("consumer.override.metadata.max.age.ms", "500");
        return options;
    }

    private Map<String, String> converters() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String side : new String[] {"key", "value"}) {
            options.put(side + ".converter", converter);
            options.put(side + ".converter.schemas.enable", "true");
        }
        return options;
    }
}
