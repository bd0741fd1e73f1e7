package io.pgtwin.testbed.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.handover.HandOverCommand;
import io.pgtwin.testbed.precheck.PrecheckCommand;
import io.pgtwin.testbed.process.TestbedHome;

/** Command {@code ./quickstart}. Its status is 0 when both databases were equal, 1 when not or after a failure. */
@Command(name = "./quickstart", mixinStandardHelpOptions = true, versionProvider = ProductVersion.class,
        usageHelpAutoWidth = true, sortOptions = false,
        description = "Starts PostgreSQL, Kafka and a Connect worker on this machine, and shows pgtwin keeping two"
                + " databases in step: a shop that is made for it, or your own.")
public final class Quickstart implements Callable<Integer> {
    private static final String TERMINAL_PROPERTY = "pgtwin.quickstart.terminal";
    private static final int EQUAL = 0;
    private static final int NOT_EQUAL = 1;

    @Option(names = "--once",
            description = "End after the comparison, with status 0 if both databases are equal, else 1")
    private boolean once;

    @Option(names = "--load-seconds", paramLabel = "N", defaultValue = "15",
            description = "How long the shop is busy while changes are followed; default: ${DEFAULT-VALUE}")
    private int loadSeconds;

    @ArgGroup(exclusive = false, heading = "%nWith your own databases:%n")
    private OwnDatabases ownDatabases;

    private final Screen screen;
    private volatile boolean stopping;
    private volatile boolean ended;

    private Quickstart(Screen screen) {
        this.screen = screen;
    }

    /** Ends the process with the command's status. */
    public static void main(String[] arguments) {
        Screen screen = new Screen(System.out, Boolean.getBoolean(TERMINAL_PROPERTY));
        System.exit(new CommandLine(new Quickstart(screen)).addSubcommand(new PrecheckCommand(System.out))
                .addSubcommand(new HandOverCommand(System.out)).execute(arguments));
    }

    @Override
    public Integer call() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopping, "stopping"));
        try {
            checkOwnDatabases();
            return runInTestbed();
        } catch (RuntimeException e) {
            // when the testbed did not start, it has said where its logs are
            return failed(e);
        } finally {
            ended = true;
        }
    }

    /** Before anything is started, because that takes time. */
    private void checkOwnDatabases() {
        if (ownDatabases != null) {
            screen.line("Copying " + ownDatabases.selectedTables().size() + " of the source's tables");
        }
    }

    private int runInTestbed() {
        screen.step("Starting two PostgreSQL servers, a Kafka broker and a Connect worker");
        try (Testbed testbed = testbed()) {
            return run(testbed);
        }
    }

    private void stopping() {
        if (!ended) {
            stopping = true;
            screen.line("Stopping ...");
        }
    }

    private Testbed testbed() {
        return Testbed.builder().sourceDatabase(ShopDatabase.NAME).targetDatabase(ShopDatabase.NAME)
                .workerProperties(config().resolve("worker.properties")).start();
    }

    private int run(Testbed testbed) {
        try {
            return run(scenario(testbed));
        } catch (RuntimeException e) {
            if (!stopping) {
                testbed.keepLogs();
            }
            return failed(e);
        }
    }

    private int run(Scenario scenario) {
        if (once) {
            return scenario.runOnce() ? EQUAL : NOT_EQUAL;
        }
        scenario.runUntilStopped();
        return EQUAL;
    }

    private Scenario scenario(Testbed testbed) {
        if (ownDatabases != null) {
            return new OwnDatabasesScenario(screen, testbed, config(), ownDatabases);
        }
        return new ShopScenario(screen, testbed, config(), Duration.ofSeconds(loadSeconds));
    }

    private static Path config() {
        return TestbedHome.repository().resolve("config");
    }

    /** When the process is ending, everything fails that still wants something of the servers: nobody needs to know. */
    private int failed(RuntimeException e) {
        if (!stopping) {
            screen.line("FAILED: " + e.getMessage());
        }
        return NOT_EQUAL;
    }
}
