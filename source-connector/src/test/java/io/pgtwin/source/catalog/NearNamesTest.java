package io.pgtwin.source.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> NAMES =
            List.of("shop.orders", "shop.order_lines", "shop.customers", "public.t", "public.u", "public.v",
                    "public.w");

    @Test
    void slipsAreFoundNearestFirst() {
        assertThat(near("shop\\.oders")).containsExactly("shop.orders");
        assertThat(near("shop\\.custmer")).containsExactly("shop.customers");
        assertThat(near("shop\\.order_line")).startsWith("shop.order_lines");
    }

    @Test
    void upperAndLowerCaseAreTheSame() {
        assertThat(near("SHOP\\.ORDERS")).first().isEqualTo("shop.orders");
    }

    @Test
    void whoForgetsTheSchemaIsToldIt() {
        assertThat(near("orders")).containsExactly("shop.orders");
    }

    @Test
    void otherNamesAreNotNear() {
        assertThat(near("warehouse\\.stock")).isEmpty();
    }

    @Test
    void thereAreFewOfThem() {
        assertThat(near("public\\.x")).hasSize(3);
    }

    @Test
    void distanceCountsInsertedDeletedAndReplacedLetters() {
        assertThat(NearNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearNames.distance("same", "same")).isZero();
    }

    private static List<String> near(String pattern) {
        return NearNames.to(Pattern.compile(pattern), NAMES);
    }
}
