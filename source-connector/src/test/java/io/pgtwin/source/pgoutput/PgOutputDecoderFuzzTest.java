package io.pgtwin.source.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

/**
 * Whatever arrives is either a message or a {@link MalformedMessageException}. The environment sets how long to try,
 * {@code PGTWIN_FUZZ_SECONDS}, and {@code PGTWIN_FUZZ_SEED} repeats a run, whose seed is printed.
 */
class PgOutputDecoderFuzzTest {
    private static final byte[] TYPES = "BMCORYIUDTSEcAbPKrp".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_RANDOM_BYTES = 64;
    private static final int MAX_MUTATIONS = 4;

    private final PgOutputDecoder decoder = new PgOutputDecoder();
    private final Duration budget = environment("PGTWIN_FUZZ_SECONDS").map(Duration::ofSeconds)
            .orElse(Duration.ofMillis(500));
    private final long seed = environment("PGTWIN_FUZZ_SEED").orElseGet(System::nanoTime);
    private final Random random = new Random(seed);

    @Test
    void damagedAndRandomBytesAreDecodedOrRefused() {
        System.out.println("PGTWIN_FUZZ_SEED=" + seed);
        List<byte[]> recorded = Fixture.files(Fixture.folder()).flatMap(file -> Fixture.read(file).messages().stream())
                .toList();
        long decoded = 0;
        long refused = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < budget.toNanos();) {
            byte[] message = random.nextInt(4) == 0 ? random() : damaged(recorded.get(random.nextInt(recorded.size())));
            if (isDecoded(message)) {
                decoded++;
            } else {
                refused++;
            }
        }
        assertThat(decoded).isPositive();
        assertThat(refused).isPositive();
    }

    private boolean isDecoded(byte[] message) {
        try {
            decoder.decode(ByteBuffer.wrap(message)).accept(new Transcript());
            return true;
        } catch (MalformedMessageException e) {
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ", message " + HexFormat.of().formatHex(message), e);
        }
    }

    private byte[] random() {
        byte[] message = new byte[1 + random.nextInt(MAX_RANDOM_BYTES)];
        random.nextBytes(message);
        message[0] = TYPES[random.nextInt(TYPES.length)];
        return message;
    }

    private byte[] damaged(byte[] recorded) {
        byte[] message = Arrays.copyOf(recorded, random.nextInt(8) == 0 ? random.nextInt(recorded.length) + 1
                : recorded.length);
        for (int i = random.nextInt(MAX_MUTATIONS) + 1; i > 0; i--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt();
        }
        return message;
    }

    private static Optional<Long> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).map(Long::valueOf);
    }
}
