package io.pgtwin.source.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.junit.jupiter.api.Test;

/** Behind which records Kafka's transactions end. */
class KafkaTransactionsTest {
    private final List<String> ends = new ArrayList<>();
    private final KafkaTransactions transactions = new KafkaTransactions(Optional.of(new Ends()), 3);

    /** Notes the record behind which a transaction ends, or that it ends with what was sent. */
    private final class Ends implements TransactionContext {
        @Override
        public void commitTransaction() {
            ends.add("now");
        }

        @Override
        public void commitTransaction(SourceRecord last) {
            ends.add(String.valueOf(last.value()));
        }

        @Override
        public void abortTransaction() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abortTransaction(SourceRecord last) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void eachCommitIsOne() {
        transactions.addChanges(changes("1a", "1b", "2a", "3a"), true);
        assertThat(ends).containsExactly("1b", "2a", "3a");
    }

    @Test
    void aCommitThatGoesOnIsNotEndedByAPause() {
        transactions.addChanges(changes("1a", "2a"), false);
        transactions.idle();
        assertThat(ends).containsExactly("1a");
        transactions.addChanges(changes("2b", "3a"), true);
        assertThat(ends).containsExactly("1a", "2b", "3a");
    }

    @Test
    void aCommitThatTurnsOutToBeCompleteIsEnded() {
        transactions.addChanges(changes("1a"), false);
        transactions.completed();
        assertThat(ends).containsExactly("now");
    }

    @Test
    void aLargeCommitIsCut() {
        transactions.addChanges(changes("1a", "1b", "1c", "1d"), true);
        assertThat(ends).containsExactly("1c", "1d");
    }

    @Test
    void whatIsNoChangeIsGatheredUntilThereIsAPause() {
        transactions.addOthers(changes("0a"));
        transactions.addOthers(changes("0b"));
        transactions.idle();
        transactions.idle();
        assertThat(ends).containsExactly("now");
    }

    @Test
    void aWatermarkIsTheEndOfWhatItTellsOf() {
        transactions.addPart(changes("1a", "1b"));
        transactions.idle();
        assertThat(ends).isEmpty();
        transactions.addWatermark(changes("watermark"));
        assertThat(ends).containsExactly("watermark");
    }

    /** Because a restart goes on behind a part. */
    @Test
    void aLargeCommitIsCutOnlyBetweenItsParts() {
        transactions.addPart(changes("1a", "1b"));
        transactions.addPart(changes("1c", "1d"));
        transactions.addPart(changes("1e"));
        transactions.addWatermark(changes("watermark"));
        assertThat(ends).containsExactly("1d", "watermark");
    }

    @Test
    void nothingIsAskedForIfConnectDecides() {
        KafkaTransactions undecided = new KafkaTransactions(Optional.empty(), 3);
        undecided.addChanges(changes("1a"), true);
        undecided.addOthers(changes("0a"));
        undecided.addPart(changes("1b"));
        undecided.addWatermark(changes("watermark"));
        undecided.completed();
        undecided.idle();
        assertThat(undecided.areDecided()).isFalse();
    }

    /** The first character is the commit. */
    private static List<SourceRecord> changes(String... names) {
        return Stream.of(names).map(name ->
                new SourceRecord(Map.of(), Map.of("commit_lsn", name.substring(0, 1)), "topic", null,
                name)).toList();
    }
}
