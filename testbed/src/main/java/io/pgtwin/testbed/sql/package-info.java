/** SQL on a database, and the comparison of what two databases hold. */
package io.pgtwin.testbed.sql;
