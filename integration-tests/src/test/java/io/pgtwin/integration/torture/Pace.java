package io.pgtwin.integration.torture;

/**
 * How many strikes there are and how long things last, in milliseconds and at most: a round of the test command is short, one of a
 * long run leaves time for everything that waits to run out.
 *
 * @param strikes of a round
 * @param quiet before a strike
 * @param freeze of a process
 * @param cut of the network
 * @param outage between a kill and the next start
 * @param company of a second worker
 * @param rest of a connector that is paused or stopped
 * @param sinkTasks how many there are: the more, the longer they take to share the topics anew
 */
record Pace(int strikes, int quiet, int freeze, int cut, int outage, int company, int rest, int sinkTasks) {
    static final Pace SHORT = new Pace(2, 800, 3_000, 2_000, 500, 2_000, 800, 2);
    static final Pace LONG = new Pace(4, 3_000, 20_000, 30_000, 1_500, 8_000, 3_000, 4);
}
