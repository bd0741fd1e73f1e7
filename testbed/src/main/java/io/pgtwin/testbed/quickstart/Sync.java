package io.pgtwin.testbed.quickstart;

import java.util.List;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.sql.Database;

/**
 * A source and a target that the testbed's worker keeps in step, step by step.
 *
 * @param tables {@code schema.table} of all that take part
 */
record Sync(Screen screen, Testbed testbed, Deployment deployment, TargetProgress progress, List<String> tables) {
    static Sync of(Screen screen, Testbed testbed, Pair<Database> databases, Pair<ConnectorFile> connectors,
                   List<String> tables) {
        Deployment deployment = new Deployment(testbed.worker().rest(), connectors.source(), connectors.sink());
        TargetProgress progress = new TargetProgress(databases.source(), databases.sink(), connectors.sink().name());
        return new Sync(screen, testbed, deployment, progress, tables);
    }

    /** What there is one of on either side. */
    record Pair<T>(T source, T sink) {
    }

    /** Fails before anything is changed in the databases. */
    void validate() {
        screen.step("Validating both connectors' configuration");
        deployment.validate();
    }

    /** Deploys the connectors and returns when all rows are in the target. */
    void copy() {
        screen.step("Deploying " + deployment.source().name() + " and " + deployment.sink().name() + " at "
                + deployment.rest().url());
        deployment.create();
        screen.step("Full copy of " + tables.size() + " tables");
        new FullCopy(screen, deployment, progress, tables).await();
    }

    LiveLine liveLine() {
        return new LiveLine(screen, deployment, progress);
    }

    /** True if both databases hold the same when the changes so far have arrived. */
    boolean catchUpAndCompare() {
        screen.step("Waiting until the target has caught up; the source confirms its position every few seconds");
        long startNanos = System.nanoTime();
        new CatchUp(deployment, progress, testbed.broker()).await();
        screen.line("It has, after %.1f s".formatted(Rate.since(startNanos, 0).time().toMillis() / 1000.0));
        screen.step("Comparing both databases");
        return new ComparisonTable(screen, progress).print(tables);
    }
}
