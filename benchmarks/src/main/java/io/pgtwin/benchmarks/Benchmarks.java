package io.pgtwin.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.pgtwin.benchmarks.data.Servers;
import io.pgtwin.benchmarks.data.Versions;
import io.pgtwin.benchmarks.growth.GrowthCommand;
import io.pgtwin.benchmarks.results.Report;
import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Contestants;
import io.pgtwin.benchmarks.workloads.Sizes;
import io.pgtwin.benchmarks.workloads.Workload;
import io.pgtwin.benchmarks.workloads.Workloads;
import io.pgtwin.testbed.Testbed;

/** Command {@code benchmarks/run}. */
@Command(name = "benchmarks/run", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, sortOptions = false,
        subcommands = GrowthCommand.class,
        description = "Measures pgtwin beside PostgreSQL's own logical replication, a pipe of COPYs and the Debezium"
                + " pair, with the same servers in turn, and compares both databases after each run.")
public final class Benchmarks implements Callable<Integer> {
    private static final List<String> PEERS = List.of(Contestants.NATIVE, Contestants.DEBEZIUM);

    @Option(names = "--systems", split = ",", paramLabel = "NAME", completionCandidates = SystemNames.class,
            description = "Only these, of ${COMPLETION-CANDIDATES}; default: all but debezium-2 and debezium-json")
    private List<String> systems = SystemNames.usual();

    @Option(names = "--workloads", split = ",", paramLabel = "NAME", completionCandidates = WorkloadNames.class,
            description = "Only these, of ${COMPLETION-CANDIDATES}; default: all")
    private List<String> workloads = WorkloadNames.all();

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds; default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--quick", description = "Small sizes and one round: shows that everything runs; its numbers say"
            + " little")
    private boolean quick;

    @Option(names = "--rows", description = "Rows of a full copy; default: 1000000")
    private Optional<Long> rows = Optional.empty();

    @Option(names = "--changing-rows", description = "Rows that are there before changes; default: 200000")
    private Optional<Long> changingRows = Optional.empty();

    @Option(names = "--changes", description = "Changes of a backlog; default: 400000")
    private Optional<Long> changes = Optional.empty();

    @Option(names = "--seconds", description = "Time of a steady load; default: 60")
    private Optional<Long> seconds = Optional.empty();

    @Option(names = "--source-option", paramLabel = "NAME=VALUE",
            description = "Another option for every pgtwin source")
    private Map<String, String> sourceOptions = new LinkedHashMap<>();

    @Option(names = "--sink-option", paramLabel = "NAME=VALUE",
            description = "Another option for every pgtwin sink")
    private Map<String, String> sinkOptions = new LinkedHashMap<>();

    @Option(names = "--postgres", defaultValue = "17", description = "PostgreSQL version; default: ${DEFAULT-VALUE}")
    private String postgres;

    @Option(names = "--results", paramLabel = "FILE", description = "Writes a page with tables and charts, as"
            + " benchmarks/RESULTS.md is one")
    private Optional<Path> file = Optional.empty();

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() {
        List<Contestant> contestants = chosen("--systems", systems, Contestants.all(sourceOptions, sinkOptions),
                Contestant::name);
        Sizes sizes = sizes();
        List<Workload> tasks = chosen("--workloads", workloads, Workloads.all(sizes), Workload::name);
        int turns = quick ? 1 : rounds;
        try (Testbed testbed = Servers.start(postgres)) {
            Map<String, String> setUp = setUp(testbed, sizes, turns);
            Race race = new Race(testbed, tasks, contestants);
            if (!quick) {
                race.warmUp(Workloads.warmUp());
            }
            for (int round = 1; round <= turns; round++) {
                race.round(round);
                tell(new Report(setUp, descriptions(contestants), PEERS, race.results(), race.failures()));
            }
            return race.failures().isEmpty() ? 0 : 1;
        }
    }

    private <T> List<T> chosen(String option, List<String> names, List<T> all, Function<T, String> name) {
        List<String> known = all.stream().map(name).toList();
        names.stream().filter(it -> !known.contains(it)).forEach(unknown -> {
            throw new ParameterException(command.commandLine(), option + ": no '" + unknown + "' among " + known);
        });
        return all.stream().filter(it -> names.contains(name.apply(it))).toList();
    }

    /** After each round, so that a race which is broken off has results all the same. */
    private void tell(Report report) {
        System.out.println(report.text());
        file.ifPresent(report::write);
    }

    private static Map<String, String> descriptions(List<Contestant> contestants) {
        return contestants.stream().collect(Collectors.toMap(Contestant::name, Contestant::description, (a, b) -> a,
                LinkedHashMap::new));
    }

    private Sizes sizes() {
        Sizes sizes = quick ? Sizes.QUICK : Sizes.FULL;
        return sizes.withRows(rows.orElse(sizes.rows())).withChangingRows(changingRows.orElse(sizes.changingRows()))
                .withChanges(changes.orElse(sizes.changes()))
                .withTime(seconds.map(Duration::ofSeconds).orElse(sizes.time()));
    }

    private Map<String, String> setUp(Testbed testbed, Sizes sizes, int turns) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        lines.put("versions", Versions.text(testbed));
        lines.put("servers", Servers.description());
        lines.put("sizes", sizes.text());
        lines.put("rounds", String.valueOf(turns));
        if (!sourceOptions.isEmpty() || !sinkOptions.isEmpty()) {
            lines.put("further options of pgtwin", "source " + sourceOptions + ", sink " + sinkOptions);
        }
        return lines;
    }
}
