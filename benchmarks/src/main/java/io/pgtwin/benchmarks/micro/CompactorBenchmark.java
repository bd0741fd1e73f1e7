package io.pgtwin.benchmarks.micro;

import java.util.Collection;
import java.util.stream.LongStream;

import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

import io.pgtwin.sink.batch.Compactor;
import io.pgtwin.sink.batch.NetChange;
import io.pgtwin.sink.batch.SinkEvent;

/** A batch of updates to one net change for each key; time for each update. */
public class CompactorBenchmark extends StepBenchmark {
    private static final int EVENTS = 5_000;

    /** How many rows the updates are about: few hot ones, or each another. */
    @Param({"10", "5000"})
    private int keys;

    private SinkEvent[] events;

    @Setup
    public void makeEvents() {
        TopicPartition partition = new TopicPartition("sync.public.items", 0);
        events = LongStream.range(0, EVENTS).mapToObj(number -> new SinkEvent(WideRows.update(number % keys, number),
                partition, number)).toArray(SinkEvent[]::new);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Collection<NetChange> compact() {
        Compactor compactor = new Compactor(WideRows.TABLE);
        for (SinkEvent event : events) {
            compactor.add(event);
        }
        return compactor.netChanges();
    }
}
