/** How pgtwin's speed and memory change with the size of what it is given. */
package io.pgtwin.benchmarks.growth;
