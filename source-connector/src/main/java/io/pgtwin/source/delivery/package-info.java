/** Hands records to Connect, and knows which of them Kafka does not take. */
package io.pgtwin.source.delivery;
