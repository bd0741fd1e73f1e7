/** How far each partition and each table has come, kept in the target in the same transaction as the rows. */
package io.pgtwin.sink.progress;
