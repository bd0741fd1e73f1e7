/** Command {@code ./quickstart handover}: lets a target take over when it has everything that the source has. */
package io.pgtwin.testbed.handover;
