/** What a pair of connectors must do, one class per behaviour, on real servers. */
package io.pgtwin.integration;
