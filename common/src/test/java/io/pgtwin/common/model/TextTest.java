package io.pgtwin.common.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void isEqualByItsBytesWhereverTheyLie() {
        byte[] line = "1\tGrüße 😀\t2".getBytes(UTF_8);
        Text part = Text.of(line, 2, line.length - 4);

        assertThat(part).isEqualTo(Text.of("Grüße 😀")).hasSameHashCodeAs(Text.of("Grüße 😀"));
        assertThat(part.string()).isEqualTo("Grüße 😀");
        assertThat(part).isNotEqualTo(Text.of("Grüße"));
    }

    @Test
    void halfASurrogatePairIsRefusedWithoutShowingTheText() {
        assertThatIllegalArgumentException().isThrownBy(() -> Text.of("secret \uD83D"))
                .withMessageContaining("half a surrogate pair").withMessageNotContaining("secret");
    }

    @Test
    void neverShowsItself() {
        assertThat(Text.of("secret")).hasToString("text of 6 bytes");
    }
}
