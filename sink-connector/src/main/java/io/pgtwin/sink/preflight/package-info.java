/** Live checks of the target before a sync is started. */
package io.pgtwin.sink.preflight;
