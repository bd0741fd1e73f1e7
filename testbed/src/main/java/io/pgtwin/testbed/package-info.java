/** Starts two PostgreSQL servers, a Kafka broker and a Connect worker on loopback, and ends them without a trace. */
package io.pgtwin.testbed;
