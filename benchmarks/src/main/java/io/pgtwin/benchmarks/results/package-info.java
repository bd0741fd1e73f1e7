/** What was measured, and how it is shown: medians, ratios, tables, charts. */
package io.pgtwin.benchmarks.results;
