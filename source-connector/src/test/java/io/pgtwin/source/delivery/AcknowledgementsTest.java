package io.pgtwin.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private static final long LARGE = 5 << 20;
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    void onlySoMuchIsOpenAtOnce() throws InterruptedException {
        acknowledgements.handedOut(2, LARGE);
        assertThat(acknowledgements.awaitRoom(SHORT)).isTrue();
        acknowledgements.handedOut(1, LARGE);
        assertThat(acknowledgements.awaitRoom(SHORT)).isFalse();

        acknowledgements.acknowledged();
        assertThat(acknowledgements.awaitRoom(SHORT)).as("one of the first two is still open").isFalse();
        acknowledgements.acknowledged();
        assertThat(acknowledgements.awaitRoom(SHORT)).isTrue();
    }

    @Test
    void somethingLargerThanAllPassesAlone() throws InterruptedException {
        acknowledgements.handedOut(1, 100 * LARGE);
        assertThat(acknowledgements.awaitRoom(SHORT)).isFalse();
        acknowledgements.acknowledged();
        assertThat(acknowledgements.awaitRoom(SHORT)).isTrue();
    }

    @Test
    void manySmallRecordsCountToo() throws InterruptedException {
        acknowledgements.handedOut(100_000, 0);

        assertThat(acknowledgements.awaitRoom(SHORT)).isFalse();
    }

    @Test
    void allAreInWhenTheLastOneIs() throws Exception {
        acknowledgements.handedOut(3, 0);
        assertThat(acknowledgements.awaitAll(SHORT)).isFalse();
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3; i++) {
                acknowledgements.acknowledged();
            }
        }, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));

        assertThat(acknowledgements.awaitAll(LONG)).isTrue();
        kafka.get();
    }
}
