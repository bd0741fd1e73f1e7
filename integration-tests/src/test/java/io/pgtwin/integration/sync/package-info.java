/** A sync under test: two databases, the pair of connectors between them, and what waits for them to be equal. */
package io.pgtwin.integration.sync;
