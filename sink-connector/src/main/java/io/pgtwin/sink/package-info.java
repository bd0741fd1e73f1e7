/** The sink connector: takes records from Kafka and brings them into the target database exactly once. */
package io.pgtwin.sink;
