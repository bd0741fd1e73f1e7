/** Command {@code ./quickstart precheck}: whether two connectors' files would work, asked of both databases. */
package io.pgtwin.testbed.precheck;
