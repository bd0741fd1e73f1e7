/** Operating system processes that die with their owner. */
package io.pgtwin.testbed.process;
