package io.pgtwin.testbed.quickstart;

import java.io.PrintStream;
import java.time.Duration;

/** Tells what happens: to a terminal whose last line can be replaced, or to anything else, line by line. */
final class Screen {
    private static final String REPLACE_LINE = "\r\u001b[K";
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(2);

    private final PrintStream out;
    private final boolean terminal;
    private boolean replaceable;
    private long lastPlainNanos = System.nanoTime() - PLAIN_INTERVAL.toNanos();

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** Something new begins. */
    synchronized void step(String text) {
        line("");
        line("==> " + text);
    }

    synchronized void line(String text) {
        if (replaceable) {
            out.println();
            replaceable = false;
        }
        out.println(text);
    }

    /** A line that takes the place of the one before. Elsewhere than on a terminal only some of them are printed. */
    synchronized void live(String text) {
        if (terminal) {
            out.print(REPLACE_LINE + text);
            out.flush();
            replaceable = true;
            return;
        }
        long now = System.nanoTime();
        if (now - lastPlainNanos >= PLAIN_INTERVAL.toNanos()) {
            lastPlainNanos = now;
            out.println(text);
        }
    }
}
