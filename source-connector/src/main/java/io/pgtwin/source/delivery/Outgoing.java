package io.pgtwin.source.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.connect.source.SourceRecord;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.wire.BlockRecord;
import io.pgtwin.common.wire.ChangeRecord;

/**
 * Records on their way to Connect. Large ones are looked at: one that the producer would refuse is not handed out, and
 * after one that the broker might refuse nothing is handed out until Kafka has answered. So a record that is too large
 * fails the task here, with all that there is to say about it, and not in the producer, which knows only its number of
 * bytes. For Connect's task thread.
 */
public final class Outgoing {
    /** Smaller records pass unseen. Half of what a topic takes unless it is told otherwise. */
    private static final long LARGE_BYTES = 1 << 19;
    /** Below the 5 seconds that a worker gives a task to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final RecordSize size;
    private final Optional<SizeLimit> limit;
    private List<SourceRecord> waiting = List.of();
    private boolean mayBeLarge;
    private Optional<SourceRecord> unanswered = Optional.empty();

    /** @param options the connector's: what they say of converters and producer counts */
    public Outgoing(Map<String, String> options) {
        this.size = new RecordSize(options);
        this.limit = SizeLimit.of(options);
    }

    /** Whether there is nothing to hand out and no answer to wait for. */
    public boolean isEmpty() {
        return waiting.isEmpty() && unanswered.isEmpty();
    }

    /**
     * Only while it is empty.
     *
     * @param bytes of all values together, about
     */
    public void add(List<SourceRecord> records, long bytes) {
        waiting = records;
        mayBeLarge = bytes >= LARGE_BYTES;
    }

    /**
     * The next records; none if Kafka's answer takes long.
     *
     * @throws PgTwinException RECORD_TOO_LARGE once everything before the record has been handed out
     */
    public List<SourceRecord> next() {
        if (unanswered.isPresent() && !isAnswered(unanswered.get())) {
            return List.of();
        }
        unanswered = Optional.empty();
        int end = mayBeLarge ? endOfPortion() : waiting.size();
        List<SourceRecord> portion = waiting.subList(0, end);
        waiting = end == waiting.size() ? List.of() : waiting.subList(end, waiting.size());
        return portion;
    }

    /** Behind the next large record, or before it if it will be refused. */
    private int endOfPortion() {
        for (int i = 0; i < waiting.size(); i++) {
            SourceRecord next = waiting.get(i);
            if (size.atLeast(next) >= LARGE_BYTES) {
                Optional<PgTwinException> refusal = limit.flatMap(it -> refusal(next, it));
                if (refusal.isPresent() && i == 0) {
                    throw refusal.get();
                }
                unanswered = refusal.isPresent() ? Optional.empty() : Optional.of(next);
                return refusal.isPresent() ? i : i + 1;
            }
        }
        return waiting.size();
    }

    private Optional<PgTwinException> refusal(SourceRecord next, SizeLimit by) {
        long atLeast = size.atLeast(next);
        if (size.atMost(atLeast) <= by.bytes()) {
            return Optional.empty();
        }
        long bytes = atLeast > by.bytes() ? atLeast : size.of(next);
        return bytes <= by.bytes() ? Optional.empty() : Optional.of(new PgTwinException(FailureKind.RECORD_TOO_LARGE,
                place(next) + " needs " + bytes + " bytes, and the producer takes " + by.bytes() + " at most ("
                        + by.option() + ")"));
    }

    private boolean isAnswered(SourceRecord large) {
        Optional<SentRecords> sent = SentRecords.ofThisThread();
        long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
        while (sent.isPresent() && !sent.get().areAnswered() && System.nanoTime() < patienceEnds
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (sent.isPresent() && sent.get().wereTooLarge()) {
            throw new PgTwinException(FailureKind.RECORD_TOO_LARGE, place(large) + " needs " + size.of(large)
                    + " bytes before compression, and the broker takes less in topic " + large.topic()
                    + " (max.message.bytes of the topic, or else message.max.bytes of the broker)");
        }
        return sent.map(SentRecords::areAnswered).orElse(true);
    }

    /** Table, columns of the key and position: no value. */
    private static String place(SourceRecord unsent) {
        Optional<ChangeEvent> event = new ChangeRecord.Reader()
                .read(unsent.key(), unsent.valueSchema(), unsent.value());
        if (event.isPresent()) {
            return place(event.get().operation().toString(), event.get().table(), event.get().position());
        }
        return new BlockRecord.Reader().read(unsent.value())
                .map(block -> place("COPY", block.table(), block.position()))
                .orElse("A record for topic " + unsent.topic());
    }

    private static String place(String what, TableDefinition table, Position position) {
        return what + " of table " + table.id() + ", key " + table.keyColumns() + ", position " + position;
    }
}
