package io.pgtwin.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class StructFillerTest {
    private static final Schema SCHEMA = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA)
            .field("b", Schema.OPTIONAL_STRING_SCHEMA).build();

    @Test
    void aFilledStructIsTheOneThatConnectWouldHaveMade() {
        Struct filled = new StructFiller(SCHEMA).put(SCHEMA.field("b"), "x").put(SCHEMA.field("a"), 1).struct();

        filled.validate();
        assertThat(filled).isEqualTo(new Struct(SCHEMA).put("a", 1).put("b", "x"));
    }

    @Test
    void theVersionThatWeBuildAgainstTakesValuesDirectly() {
        assertThat(TextStruct.isSupported()).isTrue();
    }
}
