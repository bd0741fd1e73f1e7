/** The Kafka records that the source writes and the sink reads, with writer and reader side by side. */
package io.pgtwin.common.wire;
