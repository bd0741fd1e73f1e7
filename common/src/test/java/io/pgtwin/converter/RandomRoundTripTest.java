package io.pgtwin.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** The seed is printed with every failure; {@code -Dpgtwin.test.seed} repeats it. */
class RandomRoundTripTest {
    private static final String TOPIC = "random";
    private static final int SCHEMAS = 400;
    private static final long SEED = Long.getLong("pgtwin.test.seed", 20_000_101L);

    private final CompactConverter writer = new CompactConverter();
    private final CompactConverter reader = new CompactConverter();

    @Test
    void everythingConnectCanExpressSurvives() {
        for (long seed = SEED; seed < SEED + SCHEMAS; seed++) {
            RandomData random = new RandomData(seed);
            Schema schema = random.schema();
            for (int i = 0; i < 5; i++) {
                Object value = random.value(schema);
                SchemaAndValue read = reader.toConnectData(TOPIC, writer.fromConnectData(TOPIC, schema, value));
                assertThat(read.schema()).as("schema of seed %s", seed).isEqualTo(schema);
                assertThat(Objects.equals(read.value(), value)).as("value of seed %s", seed).isTrue();
            }
        }
    }

    @Test
    void everyTruncationIsRefused() {
        for (long seed = SEED; seed < SEED + SCHEMAS / 20; seed++) {
            byte[] record = record(seed);
            for (int length = 0; length < record.length; length++) {
                byte[] cut = Arrays.copyOf(record, length);
                assertThatThrownBy(() -> reader.toConnectData(TOPIC, cut))
                        .as("seed %s cut at %s of %s", seed, length, record.length)
                        .isInstanceOf(DataException.class).hasMessageContaining(TOPIC).hasMessageContaining("byte ");
            }
        }
    }

    @Test
    void damagedRecordsAreReadOrRefusedButNeverBreakAnything() {
        Random damage = new Random(SEED);
        for (long seed = SEED; seed < SEED + SCHEMAS; seed++) {
            byte[] record = record(seed);
            for (int i = 0; i < 20; i++) {
                byte[] damaged = record.clone();
                damaged[damage.nextInt(damaged.length)] = (byte) damage.nextInt();
                readOrRefuse(damaged, seed);
            }
        }
    }

    private void readOrRefuse(byte[] record, long seed) {
        try {
            reader.toConnectData(TOPIC, record);
        } catch (DataException e) {
            assertThat(e).as("seed %s", seed).hasMessageContaining("topic '" + TOPIC + "'");
        }
    }

    private byte[] record(long seed) {
        RandomData random = new RandomData(seed);
        Schema schema = random.schema();
        return writer.fromConnectData(TOPIC, schema, random.value(schema));
    }
}
