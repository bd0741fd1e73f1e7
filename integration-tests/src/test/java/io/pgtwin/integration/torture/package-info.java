/** A sync under load whose servers, workers and connections are struck at random moments. */
package io.pgtwin.integration.torture;
