package io.pgtwin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectableNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"orders", "a.b", "what?", "a,b", "{1}[2](3)", "back\\slash", "$money", "a|b", "x^2*3+4",
            "äöü \"q\""})
    void aNameIsOfferedAsAPatternThatMatchesJustIt(String name) {
        String offered = SelectableNames.escaped(name);

        assertThat(name).matches(Pattern.compile(offered));
        assertThat(offered).doesNotContain(",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "Order lines", "äöü"})
    void plainNamesStayAsTheyAre(String name) {
        assertThat(SelectableNames.escaped(name)).isEqualTo(name);
    }
}
