/** Every way in which a sync can fail, with its remedy and whether it may be retried. */
package io.pgtwin.common.failure;
