/** What prechecks find in set-ups that are broken on purpose. */
package io.pgtwin.integration.precheck;
