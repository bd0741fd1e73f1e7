package io.pgtwin.testbed.quickstart;

import java.util.OptionalLong;

/**
 * How far the changes have come in the target.
 *
 * @param changes applied since the beginning
 * @param lagMs from the commit at the source to the commit in the target, for the slowest of the last two seconds;
 *              empty when no change was applied in that time
 * @param lagBytes of the source's WAL that lie behind the last applied change, other tables' included
 */
record ChangesProgress(long changes, OptionalLong lagMs, long lagBytes) {
}
