/** Places where tests let a worker die. */
package io.pgtwin.common.failpoint;
