package io.pgtwin.source.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sits in the task's producer ({@code producer.override.interceptor.classes}) and knows what became of the task's
 * records. Connect tells a task about those that Kafka took, but fails it without a word to it because of one that
 * Kafka did not take.
 *
 * <p>The producer makes it, the task's thread sends through it, the producer's own thread answers.
 */
public final class SentRecords implements ProducerInterceptor<byte[], byte[]> {
    /** The task's thread is all that a task and the interceptor of its producer have in common. */
    private static final ThreadLocal<SentRecords> OF_THREAD = new ThreadLocal<>();

    private final AtomicLong unanswered = new AtomicLong();
    private volatile boolean tooLarge;
    private volatile boolean closed;

    /** @return empty if the producer was configured without it, or has not sent anything yet */
    static Optional<SentRecords> ofThisThread() {
        return Optional.ofNullable(OF_THREAD.get()).filter(sent -> !sent.closed);
    }

    /** Whether nothing is on its way to Kafka. */
    boolean areAnswered() {
        return unanswered.get() == 0;
    }

    /** Whether the broker refused a record because of its size. */
    boolean wereTooLarge() {
        return tooLarge;
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
        if (OF_THREAD.get() != this) {
            OF_THREAD.set(this);
        }
        unanswered.incrementAndGet();
        return sent;
    }

    /** Called before Connect is told, so that the task is the first to know. */
    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
        tooLarge |= failure instanceof RecordTooLargeException;
        unanswered.decrementAndGet();
    }

    @Override
    public void close() {
        closed = true; // the thread may be another task's from now on
    }

    @Override
    public void configure(Map<String, ?> producerConfig) {
        // has no options
    }
}
