/** The servers as containers; nothing here is loaded unless the testbed is asked for containers. */
package io.pgtwin.testbed.containers;
