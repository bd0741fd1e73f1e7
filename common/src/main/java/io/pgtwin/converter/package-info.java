/** A Kafka Connect converter that needs no registry: every record carries its schema, at the price of a comparison. */
package io.pgtwin.converter;
