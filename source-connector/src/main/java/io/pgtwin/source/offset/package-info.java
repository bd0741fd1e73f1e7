/** What Connect stores about how far the source has come. */
package io.pgtwin.source.offset;
