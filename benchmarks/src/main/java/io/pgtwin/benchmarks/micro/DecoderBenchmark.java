package io.pgtwin.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

import io.pgtwin.source.pgoutput.PgOutputDecoder;

/** Bytes of the replication stream to messages; time for each message. */
public class DecoderBenchmark extends StepBenchmark {
    private static final int MESSAGES = 1_000;

    private final PgOutputDecoder decoder = new PgOutputDecoder();
    private final ByteBuffer[] messages = LongStream.range(0, MESSAGES).mapToObj(WideRows::insertMessage)
            .toArray(ByteBuffer[]::new);

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void insert(Blackhole hole) {
        for (ByteBuffer message : messages) {
            hole.consume(decoder.decode(message));
        }
    }
}
