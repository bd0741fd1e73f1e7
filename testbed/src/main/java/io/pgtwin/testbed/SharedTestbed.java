package io.pgtwin.testbed;

/**
 * One testbed with default options for all tests of a JVM, started at the first use and ended with the JVM. Tests keep
 * out of each other's way with databases and connectors of their own.
 */
public final class SharedTestbed {
    private SharedTestbed() {
    }

    public static Testbed get() {
        return Holder.TESTBED;
    }

    /**
     * Initialized by the class loader: once, and for all threads. What waits for offsets to be stored need not wait for
     * long.
     */
    private static final class Holder {
        private static final Testbed TESTBED = Testbed.builder().shortLived()
                .workerProperty("offset.flush.interval.ms", "1000").start();
    }
}
