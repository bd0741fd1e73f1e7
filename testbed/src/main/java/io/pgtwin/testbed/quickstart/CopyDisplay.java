package io.pgtwin.testbed.quickstart;

import java.util.List;

/** Shows how far the full copy has come. */
interface CopyDisplay extends AutoCloseable {
    /** @param tables always the same ones in the same order */
    void show(List<TableProgress> tables);

    @Override
    void close();

    /** @param tables before the copy has begun */
    static CopyDisplay on(Screen screen, List<TableProgress> tables) {
        return screen.isTerminal() ? new CopyBars(tables) : new CopyLines(screen);
    }
}
