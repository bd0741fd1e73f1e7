package io.pgtwin.integration.torture;

/**
 * How many strikes there are and how long things last, in milliseconds and at most: a round of the test command is
 * short, one of a long run leaves time for everything that waits to run out.
 *
 * @param leastStrikes and {@code strikes}: between which numbers those of a round are, one more during the copy not
 *     counted
 * @param quiet before a strike
 * @param freeze of a process
 * @param cut of the network
 * @param outage between a kill and the next start
 * @param company of a second worker
 * @param rest of a connector that is paused or stopped
 * @param sinkTasks how many there are: the more, the longer they take to share the topics anew
 */
record Pace(int leastStrikes, int strikes, int quiet, int freeze, int cut, int outage, int company, int rest,
        int sinkTasks) {
    static final Pace SHORT = new Pace(1, 2, 800, 3_000, 2_000, 500, 2_000, 800, 2);
    static final Pace LONG = new Pace(1, 4, 3_000, 20_000, 30_000, 1_500, 8_000, 3_000, 4);

    /** The same with so many strikes in every round. */
    Pace withStrikes(int number) {
        return new Pace(number, number, quiet, freeze, cut, outage, company, rest, sinkTasks);
    }
}
