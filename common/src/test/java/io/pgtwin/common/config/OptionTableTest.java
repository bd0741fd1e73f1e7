package io.pgtwin.common.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OptionTableTest {
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define("speed", Type.INT, 4, Range.between(1, 9), Importance.LOW, "How fast.", "Ride", 1,
                    Width.SHORT, "Speed")
            .define("color", Type.STRING, "red", ValidString.in("red", "blue"), Importance.MEDIUM, "Named <color>.",
                    "Looks", 1, Width.SHORT, "Color")
            .define("key", Type.PASSWORD, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, "Opens|closes.",
                    "Ride", 2, Width.SHORT, "Key")
            .define("bell", Type.BOOLEAN, true, Importance.LOW, "Whether it rings.", "Ride", 3, Width.SHORT, "Bell")
            .define("note", Type.STRING, "", (name, value) -> { }, Importance.LOW, "Anything.", "Looks", 2, Width.SHORT,
                    "Note");

    @Test
    void optionsAreGroupedInTheOrderOfTheirDefinition() {
        assertThat(OptionTable.of("Bicycle", DEFINITION)).isEqualTo("""
                # Bicycle

                <!-- generated from the code; a test fails when this page is stale -->

                ## Ride

                | option | default | valid values | importance | meaning |
                |---|---|---|---|---|
                | `speed` | `4` | 1 to 9 | low | How fast. |
                | `key` | required | password | high | Opens\\|closes. |
                | `bell` | `true` | true, false | low | Whether it rings. |

                ## Looks

                | option | default | valid values | importance | meaning |
                |---|---|---|---|---|
                | `color` | `red` | red, blue | medium | Named &lt;color>. |
                | `note` | none | string | low | Anything. |
                """);
    }

    @Test
    void defaultPasswordIsNotShown() {
        ConfigDef definition = new ConfigDef()
                .define("key", Type.PASSWORD, "sesame", Importance.HIGH, "Opens.", "Ride", 1,
                Width.SHORT, "Key");

        assertThat(OptionTable.of("Bicycle", definition)).contains("| `key` | hidden |").doesNotContain("sesame");
    }
}
