package io.pgtwin.benchmarks.growth;

import java.time.Duration;

/**
 * What one size has shown.
 *
 * @param value of the dimension
 * @param start from the command that begins until the first rows are in the target
 * @param rowsPerSecond of the full copy, its start included
 * @param changesPerSecond of the drain of a backlog
 * @param peakMegabytes of the worker's memory, its heap and all else
 */
record GrowthPoint(long value, Duration start, double rowsPerSecond, double changesPerSecond, double peakMegabytes) {
}
