/** The systems that are measured. */
package io.pgtwin.benchmarks.systems;
