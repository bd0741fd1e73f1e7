/** The REST interface of a Connect worker. */
package io.pgtwin.testbed.connect;
