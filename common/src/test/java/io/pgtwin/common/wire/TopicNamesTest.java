package io.pgtwin.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;

class TopicNamesTest {
    private final TopicNames topics = new TopicNames("sync");

    @Test
    void everyTopicStartsWithThePrefix() {
        assertThat(topics.ofTable(new TableId("Shop", "order-lines_2"))).isEqualTo("sync.Shop.order-lines_2");
        assertThat(topics.ofStructure()).isEqualTo("sync");
        assertThat(topics.ofHeartbeats()).isEqualTo("sync.heartbeat");
    }

    @Test
    void whatKafkaDoesNotTakeBecomesAnUnderscore() {
        assertThat(topics.ofTable(new TableId("a b", "größe$"))).isEqualTo("sync.a_b.gr__e_");
    }

    @Test
    void legalNamesAreThoseOfKafka() {
        assertThat(TopicNames.isLegal("a.B-c_9")).isTrue();
        assertThat(TopicNames.isLegal("x".repeat(249))).isTrue();
        assertThat(List.of("", ".", "..", "a b", "ä", "a/b", "x".repeat(250))).noneMatch(TopicNames::isLegal);
    }

    @Test
    void tablesThatWouldShareATopicAreRefused() {
        TableId space = new TableId("shop", "a b");
        TableId dollar = new TableId("shop", "a$b");

        assertThat(topics.ofTables(List.of(space))).isEqualTo(Map.of(space, "sync.shop.a_b"));
        assertThatThrownBy(() -> topics.ofTables(List.of(space, dollar))).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("shop.a b").hasMessageContaining("shop.a$b")
                .hasMessageContaining("sync.shop.a_b");
    }

    @Test
    void tablesWhoseTopicsKafkaDoesNotTellApartAreRefused() {
        assertThatThrownBy(() -> topics.ofTables(List.of(new TableId("a_b", "c"), new TableId("a", "b_c"))))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("a_b.c").hasMessageContaining("a.b_c");
        assertThatThrownBy(() -> topics.ofTables(List.of(new TableId("a.b", "c"), new TableId("a", "b.c"))))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("\"a.b\".\"c\"")
                .hasMessageContaining("\"a\".\"b.c\"");
    }

    @Test
    void namesThatAreTooLongAreRefused() {
        TopicNames longNames = new TopicNames("p".repeat(240));

        assertThatThrownBy(() -> longNames.ofTables(List.of(new TableId("schema", "table"))))
                .isInstanceOf(PgTwinException.class).hasMessageContaining("schema.table")
                .hasMessageContaining("249").hasMessageContaining("topic.prefix");
    }
}
