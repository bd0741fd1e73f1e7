/** Shows the pair of connectors working: on a shop database made for it, or on the user's own databases. */
package io.pgtwin.testbed.quickstart;
