package io.pgtwin.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

import io.pgtwin.common.Version;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.source.offset.StoredOffsets;

/** Translates between Connect's calls and the {@link SourcePipeline}. */
public final class PgTwinSourceTask extends SourceTask {
    private static final long READ_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private StoredOffsets offsets;
    private long lastCommitNanos = System.nanoTime() - READ_INTERVAL_NANOS;
    private SourcePipeline pipeline;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        try {
            SourceOptions options = new SourceOptions(properties);
            offsets = new StoredOffsets(context.offsetStorageReader(), options.topicPrefix());
            pipeline = new SourcePipeline(options, offsets, Optional.ofNullable(context.transactionContext()));
            pipeline.start();
        } catch (PgTwinException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        try {
            List<SourceRecord> records = pipeline.poll();
            // an empty list may end a transaction
            return records.isEmpty() && !pipeline.endsTransactions() && !pipeline.awaitsKafka() ? null : records;
        } catch (PgTwinException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    /** Called for each record that is in Kafka, or that a transform or an error policy has dropped. */
    @Override
    public void commitRecord(SourceRecord sent, RecordMetadata metadata) {
        pipeline.acknowledged(sent);
    }

    /**
     * Called after Connect has stored offsets, but maybe not those of all records that Kafka has acknowledged by now.
     * So the truth is read back.
     */
    @Override
    public void commit() {
        if (System.nanoTime() - lastCommitNanos < READ_INTERVAL_NANOS) {
            return; // with transactions it is called after each of them; the next one, or a heartbeat's, comes soon
        }
        lastCommitNanos = System.nanoTime();
        offsets.sync().ifPresent(pipeline::confirm);
    }

    @Override
    public void stop() {
        if (pipeline != null) {
            pipeline.stop();
        }
    }
}
