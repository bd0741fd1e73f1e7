package io.pgtwin.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.converter.CompactConverter;

class OutgoingTest {
    private static final String TOPIC = "sync.shop.docs";
    private static final int LARGE = 600_000;
    private static final int HUGE = 2_000_000;
    private static final Map<String, String> OPTIONS = Map.of("key.converter", CompactConverter.class.getName(),
            "value.converter", CompactConverter.class.getName(), "producer.override.max.request.size", "1000000");
    private static final TableDefinition DOCS = new TableDefinition(new TableId("shop", "docs"),
            List.of(new ColumnDefinition("id", "integer", true), new ColumnDefinition("doc", "text", false)),
            List.of("id"));

    private final Outgoing outgoing = new Outgoing(OPTIONS);
    private final SentRecords producer = new SentRecords();

    @AfterEach
    void closeTheProducer() {
        producer.close();
    }

    @Test
    void smallRecordsPassTogether() {
        outgoing.add(List.of(document(1, 10), document(2, 10)), 20);

        assertThat(outgoing.next()).hasSize(2);
        assertThat(outgoing.isEmpty()).isTrue();
    }

    @Test
    void nothingFollowsALargeRecordUntilItIsAnswered() {
        outgoing.add(List.of(document(1, 10), document(2, LARGE), document(3, 10)), LARGE);

        assertThat(outgoing.next()).hasSize(2);
        send(document(2, LARGE));
        assertThat(outgoing.next()).isEmpty();
        producer.onAcknowledgement(null, null);
        assertThat(outgoing.next()).hasSize(1);
        assertThat(outgoing.isEmpty()).isTrue();
    }

    @Test
    void aRecordThatTheProducerWouldRefuseFailsAfterThoseBeforeIt() {
        outgoing.add(List.of(document(1, 10), document(47114711, HUGE)), HUGE);

        assertThat(outgoing.next()).hasSize(1);
        assertThat(outgoing.isEmpty()).isFalse();
        assertThatThrownBy(outgoing::next)
                .hasMessageContainingAll("RECORD_TOO_LARGE", "shop.docs", "[id]", "(0/9, 0/8, 3)", "1000000",
                        "producer.override.max.request.size", "max.message.bytes")
                .hasMessageNotContaining("47114711");
    }

    @Test
    void theSizeIsThatOfTheWholeRecordAsItIsConverted() {
        outgoing.add(List.of(document(1, 999_000)), HUGE);
        assertThat(outgoing.next()).hasSize(1);
        outgoing.next();

        outgoing.add(List.of(document(1, 999_900)), HUGE);
        assertThatThrownBy(outgoing::next).hasMessageContaining("RECORD_TOO_LARGE");
    }

    @Test
    void aRecordThatTheBrokerRefusesFailsTheTask() {
        outgoing.add(List.of(document(1, LARGE)), LARGE);
        outgoing.next();
        send(document(1, LARGE));
        producer.onAcknowledgement(null, new RecordTooLargeException("refused"));

        assertThatThrownBy(outgoing::next).hasMessageContainingAll("RECORD_TOO_LARGE", "shop.docs", "[id]", TOPIC,
                "producer.override.max.request.size", "max.message.bytes");
    }

    @Test
    void withoutLimitsAndInterceptorEverythingPasses() {
        Outgoing unlimited = new Outgoing(Map.of());
        unlimited.add(List.of(document(1, HUGE), document(2, HUGE)), HUGE);

        assertThat(unlimited.next()).hasSize(1);
        assertThat(unlimited.next()).hasSize(1);
    }

    private void send(SourceRecord unsent) {
        producer.onSend(new ProducerRecord<>(unsent.topic(), new byte[0]));
    }

    private static SourceRecord document(int id, int characters) {
        Row row = Row.builder(2).value(0, id).value(1, "x".repeat(characters)).build();
        Position position = new Position(new Lsn(9), new Lsn(8), 3);
        ChangeEvent event = ChangeEvent.create(DOCS, row, new Origin(position, 5_000, 1, Phase.STREAM));
        ChangeRecord.Writer writer = new ChangeRecord.Writer("sync", "db");
        SchemaAndValue key = writer.key(event);
        Struct value = writer.value(event);
        return new SourceRecord(Map.of(), Map.of(), TOPIC, key.schema(), key.value(), value.schema(), value);
    }
}
