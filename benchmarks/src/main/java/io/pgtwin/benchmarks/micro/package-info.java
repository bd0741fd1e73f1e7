/** JMH benchmarks of single steps, without servers. */
package io.pgtwin.benchmarks.micro;
