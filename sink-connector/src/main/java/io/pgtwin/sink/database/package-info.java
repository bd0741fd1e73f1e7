/**
 * The target database as the sink sees it: its session, its tables under their mapped names, and the text of values.
 */
package io.pgtwin.sink.database;
