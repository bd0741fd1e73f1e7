/** The values that both connectors speak of: positions, tables, rows and changes. Imports nothing else of pgtwin. */
package io.pgtwin.common.model;
