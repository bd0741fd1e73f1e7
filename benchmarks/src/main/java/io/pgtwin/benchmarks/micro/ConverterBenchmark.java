package io.pgtwin.benchmarks.micro;

import java.util.Map;
import java.util.stream.LongStream;

import org.apache.kafka.connect.data.Struct;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.converter.CompactConverter;

/** Changes to a record's bytes and back; time for each record. */
public class ConverterBenchmark extends StepBenchmark {
    private static final int RECORDS = 1_000;
    private static final String TOPIC = "sync.public.items";

    private final ChangeRecord.Writer writer = new ChangeRecord.Writer("sync", "shop");
    private final ChangeEvent[] changes = LongStream.range(0, RECORDS).mapToObj(id -> WideRows.update(id, id))
            .toArray(ChangeEvent[]::new);
    private final CompactConverter converter = converter();
    private final byte[][] records = LongStream.range(0, RECORDS).mapToObj(i -> bytes(changes[(int) i]))
            .toArray(byte[][]::new);

    private static CompactConverter converter() {
        CompactConverter converter = new CompactConverter();
        converter.configure(Map.of(), false);
        return converter;
    }

    private byte[] bytes(ChangeEvent change) {
        Struct value = writer.value(change);
        return converter.fromConnectData(TOPIC, value.schema(), value);
    }

    /** With the making of the envelope. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void write(Blackhole hole) {
        for (ChangeEvent change : changes) {
            hole.consume(bytes(change));
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void read(Blackhole hole) {
        for (byte[] record : records) {
            hole.consume(converter.toConnectData(TOPIC, record));
        }
    }
}
