/** Sample values of every type that a table column can have, made by hand and at random. */
package io.pgtwin.integration.values;
