/** What one target transaction applies, and the pure arithmetic that reduces changes to their net effect. */
package io.pgtwin.sink.batch;
