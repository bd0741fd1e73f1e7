/** Measures pgtwin and its peers on the same machine in the same run; contents are compared after each. */
package io.pgtwin.benchmarks;
