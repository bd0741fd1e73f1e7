package io.pgtwin.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LsnTest {
    @Test
    void textRoundTripsAlsoWhereSignedNumbersWouldFail() {
        for (String text : new String[] {"0/0", "0/80000000", "FFFFFFFF/FFFFFFFF", "16/B374D848", "80000000/1"}) {
            assertThat(Lsn.parse(text)).hasToString(text);
        }
    }

    @Test
    void orderIsUnsigned() {
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("0/80000000"));
        assertThat(Lsn.parse("0/80000000")).isGreaterThan(Lsn.parse("0/7FFFFFFF"));
    }

    @Test
    void otherTextIsRefused() {
        for (String text : new String[] {"", "0", "0/", "/0", "0/G", "0/123456789", " 0/0", "-1/0"}) {
            assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected hexadecimal X/X");
        }
    }

    @Test
    void distancesAreUnsigned() {
        assertThat(Lsn.parse("FFFFFFFF/80000010").bytesAfter(Lsn.parse("FFFFFFFF/7FFFFFF0"))).isEqualTo(0x20);
        assertThat(Lsn.parse("0/80000000").bytesAfter(Lsn.ZERO)).isEqualTo(1L << 31);
        assertThat(Lsn.ZERO.bytesAfter(Lsn.parse("0/80000000"))).isZero();
    }
}
