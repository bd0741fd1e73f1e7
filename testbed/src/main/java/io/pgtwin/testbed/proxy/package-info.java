/** Connections that can be cut. */
package io.pgtwin.testbed.proxy;
