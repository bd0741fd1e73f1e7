/** Whether Kafka still has what the target lacks. */
package io.pgtwin.sink.topics;
