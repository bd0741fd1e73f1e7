/** Checks of the live source database that a configuration must pass. */
package io.pgtwin.source.preflight;
