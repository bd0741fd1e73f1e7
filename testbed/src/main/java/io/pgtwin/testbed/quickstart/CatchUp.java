package io.pgtwin.testbed.quickstart;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import io.pgtwin.testbed.kafka.KafkaBroker;

/**
 * Waits until everything that was committed at the source before is in the target. First the source connector has to
 * have confirmed its slot up to there: then it is all in Kafka. Then the sink has to have applied what Kafka holds.
 */
record CatchUp(Deployment deployment, TargetProgress progress, KafkaBroker broker) {
    void await() {
        String written = progress.source().value("SELECT pg_current_wal_lsn()");
        Patience patience = new Patience("the changes should arrive in Kafka up to " + written);
        while (!isConfirmed(written)) {
            deployment.check();
            patience.pause(progress.changes());
        }
        awaitApplied(endOffsets());
    }

    private void awaitApplied(Map<String, Long> ends) {
        Patience patience = new Patience("the changes should arrive in the target");
        for (Map<String, Long> next = progress.nextOffsets(); !reached(ends, next); next = progress.nextOffsets()) {
            deployment.check();
            patience.pause(next);
        }
    }

    private static boolean reached(Map<String, Long> ends, Map<String, Long> next) {
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private boolean isConfirmed(String lsn) {
        return List.of("t").equals(progress.source().column(
                "SELECT confirmed_flush_lsn >= ?::pg_lsn FROM pg_replication_slots WHERE slot_name = ?", lsn,
                deployment.slot()));
    }

    /** Of the topics that hold rows, which have one partition each. */
    private Map<String, Long> endOffsets() {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetSpec> latest = broker.topics().stream().filter(this::holdsRows)
                    .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), topic -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest).all().get();
            return ends.keySet().stream()
                    .collect(Collectors.toMap(TopicPartition::topic, end -> ends.get(end).offset()));
        } catch (ExecutionException e) {
            throw new QuickstartException("Kafka does not tell where its topics end: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException("Interrupted while asking Kafka where its topics end");
        }
    }

    private boolean holdsRows(String topic) {
        String prefix = deployment.topicPrefix() + ".";
        return topic.startsWith(prefix) && !topic.equals(prefix + "heartbeat") && !topic.equals(prefix + "transaction");
    }
}
