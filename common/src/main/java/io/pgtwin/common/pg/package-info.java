/** PostgreSQL access that both sides share: sessions with equal text settings, quoting, and SQLSTATEs as failures. */
package io.pgtwin.common.pg;
