package io.pgtwin.source.delivery;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;

import io.pgtwin.source.offset.SourceOffset;

/**
 * Where Kafka's transactions end if the worker supports exactly-once sources and
 * {@code transaction.boundary=connector}: with each commit of the source and the watermark that tells of it, but after
 * a number of records at the latest. What is no change (copied rows, notices) belongs to no commit: it is gathered as
 * long as more comes. For Connect's task thread.
 */
public final class KafkaTransactions {
    private final Optional<TransactionContext> context;
    private final int maxRecords;
    private int open;
    private boolean inCommit;

    /** @param context empty if the worker or Connect's own intervals decide */
    public KafkaTransactions(Optional<TransactionContext> context, int maxRecords) {
        this.context = context;
        this.maxRecords = maxRecords;
    }

    /** Whether the task decides; an empty list of records may then end a transaction. */
    public boolean areDecided() {
        return context.isPresent();
    }

    /** @param complete whether the last one is the last of its commit */
    public void addChanges(List<SourceRecord> records, boolean complete) {
        if (context.isEmpty()) {
            return;
        }
        for (int i = 0; i < records.size(); i++) {
            SourceRecord change = records.get(i);
            boolean last = i + 1 == records.size() ? complete : !isSameCommit(change, records.get(i + 1));
            inCommit = !last;
            add(change, last);
        }
    }

    /**
     * Changes of one commit, or a part of them; a restart can go on behind all of them only. Their watermark follows.
     */
    public void addPart(List<SourceRecord> records) {
        if (context.isPresent()) {
            inCommit = true;
            open += records.size() - 1;
            add(records.get(records.size() - 1), false);
        }
    }

    /** It belongs to the changes before it. */
    public void addWatermark(List<SourceRecord> watermark) {
        if (context.isPresent()) {
            inCommit = false;
            watermark.forEach(record -> add(record, true));
        }
    }

    /** Rows of the copy, or notices. */
    public void addOthers(List<SourceRecord> records) {
        if (context.isPresent()) {
            records.forEach(other -> add(other, false));
        }
    }

    private void add(SourceRecord next, boolean last) {
        open++;
        if (last || open >= maxRecords) {
            context.orElseThrow().commitTransaction(next);
            open = 0;
        }
    }

    private static boolean isSameCommit(SourceRecord one, SourceRecord other) {
        return Objects.equals(SourceOffset.commitLsn(one.sourceOffset()), SourceOffset.commitLsn(other.sourceOffset()));
    }

    /** The commit whose last records were added is complete. */
    public void completed() {
        inCommit = false;
        end();
    }

    /** Nothing waits to be sent. */
    public void idle() {
        if (!inCommit) {
            end();
        }
    }

    private void end() {
        if (open > 0) {
            context.orElseThrow().commitTransaction();
            open = 0;
        }
    }
}
