/** A Kafka broker and Connect workers, run from the jars that Kafka ships. */
package io.pgtwin.testbed.kafka;
