package io.pgtwin.testbed.precheck;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.pgtwin.testbed.process.TestbedException;

/** Command {@code ./quickstart precheck}. Its status is 0 when no check failed, else 1. Starts no servers. */
@Command(name = "precheck", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, sortOptions = false,
        description = "Checks two connectors' files and their databases, and lists source -> target of every table."
                + " Changes nothing and starts no servers. Status 0 if no check failed, else 1.")
public final class PrecheckCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int FAILED = 1;

    private final PrintStream out;

    @Mixin
    private ConnectorFiles files;

    /** @param out where the report goes */
    public PrecheckCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            Report report = new Precheck(files.source(), files.target())
                    .run();
            out.println(report);
            out.println(report.hasFailures() ? "FAILED: see above for what to do" : "No check failed");
            return report.hasFailures() ? FAILED : FINE;
        } catch (TestbedException e) {
            out.println("FAILED: " + e.getMessage());
            return FAILED;
        }
    }
}
