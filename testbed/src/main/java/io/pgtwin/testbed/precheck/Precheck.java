package io.pgtwin.testbed.precheck;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.sink.PgTwinSinkConnector;
import io.pgtwin.sink.SinkPrechecks;
import io.pgtwin.sink.structure.Announced;
import io.pgtwin.source.PgTwinSourceConnector;
import io.pgtwin.source.SourcePrechecks;
import io.pgtwin.source.SourcePrechecks.Announcement;

/** All checks of a source and a sink, and of what lies between them. Looks at both databases and changes neither. */
public final class Precheck {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Map<String, String> source;
    private final Map<String, String> sink;
    private final Report report = new Report();

    /** @param source and {@code sink}: their options as a worker gets them */
    public Precheck(Map<String, String> source, Map<String, String> sink) {
        this.source = source;
        this.sink = sink;
    }

    public Report run() {
        List<CheckResult> ofSource = options(new PgTwinSourceConnector(), source);
        List<CheckResult> ofSink = options(new PgTwinSinkConnector(), sink);
        if (ofSource.isEmpty() && ofSink.isEmpty()) {
            checkDatabases(new SourcePrechecks(source), new SinkPrechecks(sink));
        } else {
            add("Options of the source", ofSource);
            add("Options of the sink", ofSink);
        }
        return report;
    }

    private void add(String title, List<CheckResult> results) {
        report.section(title);
        report.add(results);
    }

    /** What is wrong with single options. The live checks come afterwards, with those that passed. */
    private static List<CheckResult> options(Connector connector, Map<String, String> options) {
        Map<String, String> offline = new HashMap<>(options);
        offline.put(ConnectionOptions.PRECHECK, "off");
        Config config = connector.validate(offline);
        return config.configValues().stream().filter(value -> !value.errorMessages().isEmpty())
                .map(Precheck::malformed).toList();
    }

    private static CheckResult malformed(ConfigValue value) {
        return CheckResult.failed("options", value.name(), String.join("; ", value.errorMessages()), "");
    }

    private void checkDatabases(SourcePrechecks sourceChecks, SinkPrechecks sinkChecks) {
        CompletableFuture<List<CheckResult>> ofSource = CompletableFuture.supplyAsync(sourceChecks::results);
        Optional<Announcement> announcement = inTime(() -> announcement(sourceChecks), Optional.empty());
        List<CheckResult> ofTarget = announcement.map(it -> sinkChecks.results(announced(it)))
                .orElseGet(sinkChecks::results);
        add("Source", ofSource.join());
        add("Target", ofTarget);
        List<TableId> tables = announcement.map(it -> it.tables().stream().map(TableDefinition::id).toList())
                .orElse(List.of());
        add("Between them", new PairChecks(source, sink).results(sourceChecks.topics(), tables, sinkChecks));
        report.section("Tables (source -> target)");
        tables.forEach(table -> report.line(table + " -> " + sinkChecks.targetOf(table)));
        if (tables.isEmpty()) {
            report.line("not known: see the source's failures");
        }
        announcement.filter(Announcement::carriesStructure).ifPresent(it -> listObjects(it, sinkChecks));
    }

    /** What is made besides tables. */
    private void listObjects(Announcement announcement, SinkPrechecks sinkChecks) {
        report.section("Other objects (source -> target)");
        Map<StructureObject, TableId> targets =
                inTime(() -> sinkChecks.targetsOf(announcement.structure().objects()), Map.of());
        targets.entrySet().stream()
                .filter(it -> it.getKey().kind() != StructureKind.TABLE)
                .forEach(it -> report.line(it.getKey() + " -> " + name(it.getKey(), it.getValue())));
    }

    private static String name(StructureObject object, TableId target) {
        return switch (object.kind()) {
            case SCHEMA -> target.schema();
            case EXTENSION -> target.name();
            default -> target.toString();
        };
    }

    /** A server that falls silent is a finding of its checks, which have a limit of their own. */
    private static <T> T inTime(Supplier<T> answer, T otherwise) {
        return CompletableFuture.supplyAsync(answer)
                .completeOnTimeout(otherwise, LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Empty if the source's checks tell why there is none. */
    private static Optional<Announcement> announcement(SourcePrechecks checks) {
        try {
            return Optional.of(checks.announcement());
        } catch (PgTwinException e) {
            return Optional.empty();
        }
    }

    private static Announced announced(Announcement announcement) {
        return new Announced(announcement.tables(), announcement.structure().objects(),
                announcement.carriesStructure(), announcement.rowsFollow(), OptionalLong.of(announcement.bytes()));
    }
}
