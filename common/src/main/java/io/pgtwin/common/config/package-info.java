/** Options that both connectors have, defined once. */
package io.pgtwin.common.config;
