package io.pgtwin.testbed.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One process of the testbed. It keeps its port and its data over every stop, kill and start, until the testbed closes.
 *
 * <p>Every method returns when its effect is there: {@code start} when the part answers requests, {@code stop} and
 * {@code kill} when no process of the part is left. If that takes too long they fail with a {@link TestbedException}
 * that shows the end of the log. A part is used by one thread at a time.
 */
public interface Part {
    String name();

    void start();

    /** Ends the part the way an operator would, and by force when that takes more than a minute. */
    void stop();

    /** {@code kill -9}. */
    void kill();

    /** Ends the part for good, quickly: its data is no longer needed. A part that is not running stays so. */
    void discard();

    /** Freezes the part (SIGSTOP): connections stay open and nothing answers. */
    void pause();

    void resume();

    boolean isRunning();

    /** The server process itself, not what watches over it. */
    long pid();

    /** Processor time used since the last start, by the process and its children. */
    Duration cpuTime();

    Path log();

    default void restart() {
        stop();
        start();
    }
}
