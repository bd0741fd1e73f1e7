package io.pgtwin.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.Text;

class TextStructTest {
    private static final Schema SCHEMA = SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA).build();

    @Test
    void everyWayToAskForATextGivesAString() {
        assertThat(struct().get("name")).isEqualTo("Ünal");
        assertThat(struct().get(SCHEMA.field("name"))).isEqualTo("Ünal");
        assertThat(struct().getString("name")).isEqualTo("Ünal");
        assertThat(struct().getWithoutDefault("name")).isEqualTo("Ünal");
        assertThat(struct()).hasToString("Struct{name=Ünal}");
        struct().validate();
    }

    @Test
    void isEqualToAnOrdinaryStruct() {
        Struct ordinary = new Struct(SCHEMA).put("name", "Ünal");

        assertThat(struct()).isEqualTo(ordinary).isEqualTo(struct()).hasSameHashCodeAs(ordinary);
        assertThat(struct()).isNotEqualTo(new Struct(SCHEMA).put("name", "Unal"));
    }

    @Test
    void pgtwinItselfGetsTheBytes() {
        assertThat(TextStruct.raw(struct(), SCHEMA.field("name"))).isEqualTo(Text.of("Ünal"));
        assertThat(TextStruct.raw(new Struct(SCHEMA).put("name", "x"), SCHEMA.field("name"))).isEqualTo("x");
    }

    private static Struct struct() {
        return new StructFiller(SCHEMA).put(SCHEMA.field("name"), Text.of("Ünal")).struct();
    }
}
