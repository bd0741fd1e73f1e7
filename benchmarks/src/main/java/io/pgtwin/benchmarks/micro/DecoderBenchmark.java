package io.pgtwin.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import io.pgtwin.source.pgoutput.PgOutputDecoder;

/** Bytes of the replication stream to messages; time for each message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecoderBenchmark {
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
