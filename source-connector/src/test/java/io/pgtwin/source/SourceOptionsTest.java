package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.structure.StructureInclude;
import io.pgtwin.source.catalog.TableSelection;
import io.pgtwin.source.offset.SyncStep;

/** Every option with its default and another value, through the accessor that the connector uses. */
class SourceOptionsTest {
    private static final Map<String, String> REQUIRED = Map.of("connection.url", "jdbc:postgresql://localhost/shop",
            "connection.user", "ann", "topic.prefix", "Shop.v1");
    private static final String NO_DEFAULT = "required";

    /** An option with a single value so far; what else it takes is refused, see {@link MalformedSourceOptionsTest}. */
    private static final Set<String> WITHOUT_CHOICE = Set.of("ddl.mode");

    /** Options that end in an object without accessors, see {@code ConnectionOptionsTest}. */
    private static final Set<String> CHECKED_ELSEWHERE = Set.of("connection.retry.interval.ms");

    /** @param read what the accessor answers */
    record Option(String name, Object byDefault, String given, Object then, Function<SourceOptions, Object> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Option> options() {
        return Stream.of(
                new Option("connection.url", NO_DEFAULT, "jdbc:postgresql://a,b:5433/shop?ssl=true",
                        "jdbc:postgresql://a,b:5433/shop?ssl=true", it -> it.connection().settings("").url()),
                new Option("connection.user", NO_DEFAULT, "bob", "bob", it -> it.connection().settings("").user()),
                new Option("connection.password", "", "s3cret", "s3cret",
                        it -> it.connection().settings("").password()),
                new Option("connection.retry.timeout.ms", Duration.ofMinutes(10), "0", Duration.ZERO,
                        it -> it.connection().retryTimeout()),
                new Option("precheck", Precheck.FAIL, "warn", Precheck.WARN, it -> it.connection().precheck()),
                new Option("topic.prefix", NO_DEFAULT, "other", "other", SourceOptions::topicPrefix),
                new Option("sync.steps", Set.of(SyncStep.values()), "incremental, structure",
                        Set.of(SyncStep.STRUCTURE, SyncStep.INCREMENTAL), SourceOptions::steps),
                new Option("structure.include", Set.of(), "functions, views,triggers,policies,grants",
                        Set.of(StructureInclude.values()), SourceOptions::includes),
                new Option("tombstones.on.delete", false, "true", true, SourceOptions::writesTombstones),
                new Option("transaction.watermarks", true, "false", false, SourceOptions::writesWatermarks),
                new Option("heartbeat.interval.ms", Duration.ofSeconds(10), "500", Duration.ofMillis(500),
                        SourceOptions::heartbeatInterval),
                new Option("sequence.interval.ms", Duration.ofSeconds(10), "0", Duration.ZERO,
                        SourceOptions::sequenceInterval),
                patterns("schema.include.list", it -> it.schemas().include()),
                patterns("schema.exclude.list", it -> it.schemas().exclude()),
                patterns("table.include.list", it -> it.tables().include()),
                patterns("table.exclude.list", it -> it.tables().exclude()),
                patterns("column.exclude.list", TableSelection::excludedColumns),
                new Option("table.new", false, "fail", true, SourceOptions::refusesNewTables),
                new Option("table.resync.list", List.of(), "shop\\..*, public\\.a", List.of("shop\\..*", "public\\.a"),
                        it -> it.resyncs().tables().stream().map(Pattern::pattern).toList()),
                new Option("table.resync.id", "1", "2026-11", "2026-11", it -> it.resyncs().id()),
                new Option("publish.via.partition.root", true, "false", false, it -> it.tables().partitionedAsOne()),
                new Option("slot.name", "pgtwin_shop_v1", "other_1", "other_1", SourceOptions::slotName),
                new Option("slot.drop.on.stop", false, "true", true, SourceOptions::dropsSlotOnStop),
                new Option("publication.name", "pgtwin_shop_v1", "My Tables", "My Tables",
                        SourceOptions::publicationName),
                new Option("publication.autocreate", true, "disabled", false, SourceOptions::createsPublication),
                new Option("status.interval.ms", Duration.ofSeconds(5), "1000", Duration.ofSeconds(1),
                        SourceOptions::statusInterval),
                new Option("snapshot.threads", 4, "1", 1, SourceOptions::snapshotThreads),
                new Option("snapshot.format", false, "blocks", true, SourceOptions::copiesBlocks),
                new Option("snapshot.block.bytes", 262_144, "1024", 1_024, SourceOptions::blockBytes),
                new Option("snapshot.slice.bytes", 33_554_432L, "65536", 65_536L, SourceOptions::sliceBytes),
                new Option("slot.failover", true, "false", false, SourceOptions::makesFailoverSlot),
                new Option("slot.retained.warn.bytes", 10L << 30, "1000", 1_000L, SourceOptions::retainedWarnBytes),
                new Option("slot.retained.max.bytes", 0L, "1099511627776", 1L << 40, SourceOptions::retainedMaxBytes),
                new Option("transaction.max.records", 10_000, "1", 1, SourceOptions::transactionMaxRecords),
                new Option("queue.max.rows", 20_000, "100", 100, SourceOptions::queueMaxRows),
                new Option("queue.max.bytes", 33_554_432L, "1099511627776", 1L << 40, SourceOptions::queueMaxBytes));
    }

    private static Option patterns(String name, Function<TableSelection, List<Pattern>> read) {
        return new Option(name, List.of(), "shop\\..*, public\\.a", List.of("shop\\..*", "public\\.a"),
                it -> read.apply(it.tables()).stream().map(Pattern::pattern).toList());
    }

    @Test
    void everyOptionIsListedHere() {
        Set<String> untested = new TreeSet<>(SourceOptions.definition().names());
        options().map(Option::name).forEach(name -> assertThat(untested.remove(name)).as(name).isTrue());
        untested.removeAll(WITHOUT_CHOICE);
        untested.removeAll(CHECKED_ELSEWHERE);

        assertThat(untested).as("untested options").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatIsNotGivenHasItsDefault(Option option) {
        boolean required = !SourceOptions.definition().configKeys().get(option.name()).hasDefault();

        assertThat(required ? NO_DEFAULT : option.read().apply(new SourceOptions(REQUIRED)))
                .isEqualTo(option.byDefault());
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatIsGivenIsTaken(Option option) {
        Map<String, String> properties = new HashMap<>(REQUIRED);
        properties.put(option.name(), option.given());

        assertThat(option.read().apply(new SourceOptions(properties))).isEqualTo(option.then());
    }

    @Test
    void namesOfSlotsAreMadeLegal() {
        assertThat(SourceOptions.legalName("shop")).isEqualTo("pgtwin_shop");
        assertThat(SourceOptions.legalName("My-Shop.v2")).isEqualTo("pgtwin_my_shop_v2");
        assertThat(SourceOptions.legalName("x".repeat(249))).isEqualTo("pgtwin_" + "x".repeat(56)).hasSize(63);
    }

    @Test
    void everyOptionHasATextAndAPlaceOnAForm() {
        assertThat(SourceOptions.definition().configKeys().values()).allSatisfy(option -> {
            assertThat(option.documentation).isNotBlank();
            assertThat(option.group).isNotBlank();
            assertThat(option.displayName).isNotEqualTo(option.name);
        });
    }
}
