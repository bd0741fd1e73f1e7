/** What waits between the threads that read the database and the thread that writes to Kafka. */
package io.pgtwin.source.queue;
