package io.pgtwin.benchmarks.growth;

/**
 * What one size has shown.
 *
 * @param value of the dimension
 * @param rowsPerSecond of the full copy
 * @param changesPerSecond of the drain of a backlog
 * @param peakMegabytes of the worker's memory, its heap and all else
 */
record GrowthPoint(long value, double rowsPerSecond, double changesPerSecond, double peakMegabytes) {
}
