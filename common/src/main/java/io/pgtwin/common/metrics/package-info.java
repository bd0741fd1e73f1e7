/** How numbers are shown to whoever watches. */
package io.pgtwin.common.metrics;
