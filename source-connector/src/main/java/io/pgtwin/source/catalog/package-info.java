/** What the source's catalog tells: tables, their definitions, the publication. */
package io.pgtwin.source.catalog;
