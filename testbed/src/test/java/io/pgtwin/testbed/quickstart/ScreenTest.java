package io.pgtwin.testbed.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void liveLinesReplaceEachOtherOnATerminal() {
        Screen screen = screen(true);

        screen.live("1 row");
        screen.live("2 rows");
        screen.line("done");

        assertThat(lines()).containsExactly("\r\u001b[K1 row\r\u001b[K2 rows", "done");
    }

    @Test
    void elsewhereThereAreNoControlCharactersAndFewLiveLines() {
        Screen screen = screen(false);

        screen.live("1 row");
        screen.live("2 rows");
        screen.line("done");

        assertThat(lines()).containsExactly("1 row", "done");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
    }

    private String[] lines() {
        return out.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
    }
}
