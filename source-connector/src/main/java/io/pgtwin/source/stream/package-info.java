/** The replication slot and the changes that are decoded from it. */
package io.pgtwin.source.stream;
