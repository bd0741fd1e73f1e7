package io.pgtwin.integration.sync;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;

import io.pgtwin.testbed.connect.ConnectRest;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** What a sync leaves behind, to be removed so that the next test finds quick servers. */
public record Remains(Servers servers, String prefix) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A worker that a failed test has left dead keeps its connectors. */
    public void deleteConnectors(List<String> names) {
        if (!servers.worker().isRunning()) {
            return;
        }
        ConnectRest rest = servers.worker().rest();
        rest.connectors().stream().filter(names::contains).forEach(rest::delete);
        Await.until(LIMIT, "connectors " + names + " are gone",
                () -> rest.connectors().stream().noneMatch(names::contains), () -> "");
    }

    public void dropSlot(Database database, String slot) {
        Await.until(LIMIT, "slot " + slot + " can be dropped", () -> {
            database.rows("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                    + " WHERE slot_name = ? AND NOT active", slot);
            return database.number("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ?", slot) == 0;
        }, () -> "It is in use");
    }

    public void deleteTopics() {
        Set<String> topics = servers.broker().topics().stream()
                .filter(topic -> topic.equals(prefix) || topic.startsWith(prefix + ".")).collect(Collectors.toSet());
        try (Admin admin = servers.broker().admin()) {
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot delete the topics of " + prefix, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while deleting the topics of " + prefix, e);
        }
    }
}
