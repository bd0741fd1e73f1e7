package io.pgtwin.testbed.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.process.TestbedException;

/** A Kafka broker without encryption or accounts. It does not create topics by itself. */
public interface KafkaBroker extends Part {
    String bootstrapServers();

    /** The caller closes it. */
    default Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", "10000",
                "default.api.timeout.ms", "20000"));
    }

    /** Whether a request is answered within a few seconds. */
    default boolean clusterAnswers() {
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    default Set<String> topics() {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new TestbedException("Cannot list the topics of " + name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("Interrupted while listing the topics of " + name(), e);
        }
    }

    /** All committed records that the topic holds now, partition by partition. */
    default List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return new TopicReader(bootstrapServers()).readAll(topic);
    }
}
