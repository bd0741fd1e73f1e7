/** What both connectors must agree on. */
package io.pgtwin.common;
