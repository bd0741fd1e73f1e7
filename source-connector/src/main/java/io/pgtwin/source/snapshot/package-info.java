/** The full copy: slices of tables, read in parallel under one snapshot. */
package io.pgtwin.source.snapshot;
