package io.pgtwin.sink;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

import io.pgtwin.common.Version;
import io.pgtwin.common.failure.PgTwinException;

/** Translates Connect's calls to {@link SinkPipeline}, and its failures to Connect's. */
public final class PgTwinSinkTask extends SinkTask {
    private SinkPipeline pipeline;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        SinkOptions options = new SinkOptions(properties);
        pipeline = new SinkPipeline(options, context, new SinkMetrics(options.connector(), options.task()));
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        translating(() -> pipeline.open(partitions));
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        translating(() -> pipeline.close(partitions));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        translating(() -> pipeline.put(records));
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        try {
            return pipeline.committed().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
        } catch (PgTwinException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        if (pipeline != null) {
            pipeline.stop();
        }
    }

    private static void translating(Runnable call) {
        try {
            call.run();
        } catch (PgTwinException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }
}
