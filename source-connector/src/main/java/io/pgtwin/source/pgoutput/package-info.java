/** PostgreSQL's logical replication messages: bytes in, values out, and nobody is asked anything. */
package io.pgtwin.source.pgoutput;
