package io.pgtwin.benchmarks.results;

/**
 * A run that does not count: it broke off, or the databases were not equal after it.
 *
 * @param reason may have many lines
 */
public record Failure(int round, String workload, String contestant, String reason) {
    /** In one line. */
    @Override
    public String toString() {
        return workload + ", " + contestant + ", round " + round + ": " + reason.lines().findFirst().orElse("");
    }
}
