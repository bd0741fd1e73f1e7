/** What the systems have to do, and how it is measured. */
package io.pgtwin.benchmarks.workloads;
