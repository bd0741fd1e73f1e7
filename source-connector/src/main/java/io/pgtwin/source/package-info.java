/** The source connector: reads a PostgreSQL database and writes its rows and changes to Kafka. */
package io.pgtwin.source;
