/** Structure as data: read from one catalog, carried as JSON, created in another database under other names. */
package io.pgtwin.common.structure;
