/** PostgreSQL servers of any version, also when the user is root. */
package io.pgtwin.testbed.postgres;
