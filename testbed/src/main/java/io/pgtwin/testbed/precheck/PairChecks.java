package io.pgtwin.testbed.precheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.sink.SinkPrechecks;

/** Whether a source's and a sink's options fit each other. Needs no database. */
final class PairChecks {
    private static final String TOPICS = "topics";
    private static final String TOPICS_REGEX = "topics.regex";
    private static final String URL = "connection.url";

    private final Map<String, String> source;
    private final Map<String, String> sink;

    PairChecks(Map<String, String> source, Map<String, String> sink) {
        this.source = source;
        this.sink = sink;
    }

    /** @param tables that the source takes */
    List<CheckResult> results(TopicNames names, List<TableId> tables, SinkPrechecks mapping) {
        List<CheckResult> results = new ArrayList<>(List.of(topics(names, tables)));
        Stream.of("key.converter", "value.converter").map(this::converter).forEach(results::add);
        results.add(places(tables, mapping));
        return results;
    }

    private CheckResult topics(TopicNames names, List<TableId> tables) {
        Predicate<String> read = readTopics();
        List<String> missed = Stream.concat(Stream.of(names.ofStructure(), names.ofHeartbeats(),
                names.ofTransactions()),
                tables.stream().map(names::ofTable)).filter(read.negate()).toList();
        String option = sink.containsKey(TOPICS) ? TOPICS : TOPICS_REGEX;
        return missed.isEmpty() ? CheckResult.ok("topics", option, "The sink reads all of the source's")
                : CheckResult.failed("topics", option, "The sink does not read " + String.join(", ", missed),
                        "set topics.regex to " + names.ofStructure().replace(".", "\\.") + "(\\..*)?");
    }

    private Predicate<String> readTopics() {
        if (sink.containsKey(TOPICS)) {
            return List.of(sink.get(TOPICS).split("\\s*,\\s*"))::contains;
        }
        try {
            return Pattern.compile(sink.getOrDefault(TOPICS_REGEX, "")).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            return topic -> false;
        }
    }

    /** Where both leave it to the worker, they have the same if they share it. */
    private CheckResult converter(String option) {
        boolean same = Objects.equals(source.get(option), sink.get(option));
        return same ? CheckResult.ok("converters", option, String.valueOf(source.getOrDefault(option, "the worker's")))
                : CheckResult.failed("converters", option, "The source has "
                        + source.getOrDefault(option, "the worker's")
                        + ", the sink " + sink.getOrDefault(option, "the worker's"), "both must have the same");
    }

    private CheckResult places(List<TableId> tables, SinkPrechecks mapping) {
        boolean sameDatabase = Objects.equals(source.get(URL), sink.get(URL));
        List<TableId> same = tables.stream().filter(table -> mapping.targetOf(table).equals(table)).toList();
        return sameDatabase && !same.isEmpty()
                ? CheckResult.failed("different places", URL, "Source and target are one database, and tables keep"
                        + " their names: " + same, "correct connection.url, or give them other names with name.mapping")
                : CheckResult.ok("different places", URL, "No table is copied to itself");
    }
}
