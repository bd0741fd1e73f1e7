package io.pgtwin.integration.sync;

import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.kafka.ConnectWorker;
import io.pgtwin.testbed.kafka.WorkerOptions;

/** A worker beside the shared one, a cluster of its own at the shared broker, that a test may do with what it likes. */
public final class OwnWorker {
    private static final String SESSION_TIMEOUT_MS = "6000";
    private static final String HEARTBEAT_INTERVAL_MS = "1500";
    private static final String USUAL_FLUSH_INTERVAL_MS = "5000";

    private OwnWorker() {
    }

    /** @param name of the worker and its group; used once */
    public static ConnectWorker start(String name) {
        return start(name, usualOptions());
    }

    /** The shared worker stores offsets sooner than usual; after the death of one that does not, more comes again. */
    public static WorkerOptions usualOptions() {
        return SharedTestbed.get().workerOptions().withProperty("offset.flush.interval.ms", USUAL_FLUSH_INTERVAL_MS);
    }

    public static ConnectWorker start(String name, WorkerOptions options) {
        return SharedTestbed.get().addWorker(name, options(name, options));
    }

    /** For the workers of a cluster. */
    public static WorkerOptions options(String group, WorkerOptions options) {
        return options.withProperty("group.id", group)
                .withProperty("config.storage.topic", group + "-configs")
                .withProperty("offset.storage.topic", group + "-offsets")
                .withProperty("status.storage.topic", group + "-status")
                .withProperty("session.timeout.ms", SESSION_TIMEOUT_MS)
                .withProperty("heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
    }

    /** The broker learns earlier than usual that the tasks of a killed worker are gone: the test takes less time. */
    public static Sync withQuickDetectionOfDeath(Sync sync) {
        return sync.withSink("consumer.override.session.timeout.ms", SESSION_TIMEOUT_MS)
                .withSink("consumer.override.heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
    }
}
