/** The databases that a run is made on, what they hold at first, and whether they are equal in the end. */
package io.pgtwin.benchmarks.data;
