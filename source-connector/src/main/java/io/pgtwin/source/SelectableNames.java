package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.source.catalog.NamePatterns;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.catalog.TableSelection;

/**
 * The tables and schemas of the source as values that the include lists may have, read on a thread of its own. None if
 * the source cannot be reached; whatever else is wrong with the configuration does not matter.
 */
final class SelectableNames {
    private static final Logger LOG = LoggerFactory.getLogger(SelectableNames.class);
    private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\](){}*+?^$|]");

    /** As long as the checks take at most, beside which this goes on. */
    private static final Duration LIMIT = Duration.ofSeconds(18);

    private final FutureTask<List<TableId>> tables;
    private final Instant deadline = Instant.now().plus(LIMIT);
    private volatile Optional<Sessions> asked = Optional.empty();

    private SelectableNames(Map<String, String> properties) {
        this.tables = new FutureTask<>(() -> read(properties));
    }

    /** Begins to read; returns at once. */
    static SelectableNames reading(Map<String, String> properties) {
        SelectableNames names = new SelectableNames(properties);
        Thread thread = new Thread(names.tables, "pgtwin-selectable-names");
        thread.setDaemon(true);
        thread.start();
        return names;
    }

    private List<TableId> read(Map<String, String> properties) {
        try {
            Sessions sessions = new Sessions(connection(properties).settings("pgtwin validation"));
            asked = Optional.of(sessions);
            try (Connection session = sessions.open()) {
                return new TableCatalog(session, everything(properties)).takeable();
            }
        } catch (ConfigException | PgTwinException | SQLException e) {
            LOG.debug("No tables can be offered", e);
            return List.of();
        }
    }

    private static ConnectionOptions connection(Map<String, String> properties) {
        return new ConnectionOptions(new AbstractConfig(ConnectionOptions.define(new ConfigDef(), "source"),
                properties, false));
    }

    private static TableSelection everything(Map<String, String> properties) {
        NamePatterns all = new NamePatterns(List.of(), List.of());
        boolean partitionedAsOne = !"false".equalsIgnoreCase(properties.get(SourceOptions.PUBLISH_VIA_PARTITION_ROOT));
        return new TableSelection(all, all, List.of(), partitionedAsOne);
    }

    /** Waits for the answer, but not for ever: some servers and networks give none. */
    void addTo(Config config) {
        List<TableId> found = found();
        offer(config, SourceOptions.TABLE_INCLUDE_LIST,
                found.stream().map(table -> escaped(table.schema()) + "\\." + escaped(table.name())).toList());
        offer(config, SourceOptions.SCHEMA_INCLUDE_LIST,
                found.stream().map(table -> escaped(table.schema())).distinct().toList());
    }

    private List<TableId> found() {
        try {
            Duration left = Duration.between(Instant.now(), deadline);
            return tables.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("No tables can be offered", e);
            asked.ifPresent(Sessions::abortAll);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            LOG.debug("No tables can be offered", e);
            return List.of();
        }
    }

    private static void offer(Config config, String option, List<String> patterns) {
        config.configValues().stream().filter(value -> value.name().equals(option))
                .forEach(value -> value.recommendedValues(List.copyOf(patterns)));
    }

    /** A name as a regular expression in a list, where commas separate. */
    static String escaped(String name) {
        return SPECIAL.matcher(name).replaceAll("\\\\$0").replace(",", "\\x2C");
    }
}
