package io.pgtwin.testbed.quickstart;

import java.util.List;

/** Shows how far the full copy has come. */
interface CopyDisplay extends AutoCloseable {
    int MAX_BARS = 20;

    /** @param tables always the same ones in the same order */
    void show(List<TableProgress> tables);

    @Override
    void close();

    /** @param tables before the copy has begun; so many that their bars fill the terminal are shown otherwise */
    static CopyDisplay on(Screen screen, List<TableProgress> tables) {
        return screen.isTerminal() && tables.size() <= MAX_BARS ? new CopyBars(tables) : new CopyLines(screen);
    }
}
