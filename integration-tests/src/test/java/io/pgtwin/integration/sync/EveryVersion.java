package io.pgtwin.integration.sync;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.pgtwin.testbed.SharedTestbed;
import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;

/** A server of each supported version, for all tests of a JVM: started at the first use, ended with the testbed. */
public final class EveryVersion {
    private static final Map<String, PostgresServer> OTHERS = new ConcurrentHashMap<>();

    private EveryVersion() {}

    /** All but the one that the shared testbed runs anyway. */
    public static List<String> others() {
        String usual = Servers.shared().source().version();
        return all().stream().filter(version -> !version.equals(usual)).toList();
    }

    public static List<String> all() {
        return IntStream.rangeClosed(10, 18).mapToObj(String::valueOf).toList();
    }

    public static PostgresServer server(String version) {
        PostgresServer usual = Servers.shared().source();
        return version.equals(usual.version()) ? usual : started().get(version);
    }

    private static synchronized Map<String, PostgresServer> started() {
        if (OTHERS.isEmpty()) {
            others().parallelStream().forEach(version -> OTHERS.put(version, SharedTestbed.get()
                    .addPostgres("postgres-" + version, new PostgresOptions(version, "unused", Map.of()))));
        }
        return OTHERS;
    }
}
