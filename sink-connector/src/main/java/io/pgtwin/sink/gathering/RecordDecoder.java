package io.pgtwin.sink.gathering;

import java.util.Optional;

import org.apache.kafka.connect.sink.SinkRecord;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.CopyBlock;
import io.pgtwin.common.wire.BlockRecord;
import io.pgtwin.common.wire.ChangeRecord;
import io.pgtwin.common.wire.ControlRecord;

/** Tells what a record is. A record that no pgtwin source wrote is refused by its place. For one thread. */
final class RecordDecoder {
    private final BlockRecord.Reader blocks = new BlockRecord.Reader();
    private final ChangeRecord.Reader changes = new ChangeRecord.Reader();
    private final Definitions definitions = new Definitions();

    /** What a record can be. */
    sealed interface Decoded {}

    record Change(ChangeEvent event) implements Decoded {}

    record Block(CopyBlock block) implements Decoded {}

    record Control(ControlMessage message) implements Decoded {}

    /** A record without a value: a tombstone. */
    record Empty() implements Decoded {}

    /** @throws PgTwinException RECORD_MALFORMED with the record's place */
    Decoded decode(SinkRecord record) {
        if (record.value() == null) {
            return new Empty();
        }
        try {
            Optional<ChangeEvent> change = changes.read(record.key(), record.valueSchema(), record.value());
            if (change.isPresent()) {
                return new Change(definitions.unify(change.get()));
            }
            Optional<CopyBlock> block = blocks.read(record.value());
            if (block.isPresent()) {
                return new Block(definitions.unify(block.get()));
            }
            return ControlRecord.read(record.value()).map(message -> (Decoded) new Control(message))
                    .orElseThrow(() -> new PgTwinException(FailureKind.RECORD_MALFORMED,
                            place(record) + ": neither a change, nor a block of rows, nor a control record"));
        } catch (PgTwinException e) {
            throw e.getMessage().startsWith(place(record)) ? e : new PgTwinException(e.kind(), place(record) + ": "
                    + withoutRemedy(e), e);
        } catch (RuntimeException e) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, place(record) + ": the record cannot be read", e);
        }
    }

    /** The kind and its remedy are appended anew. */
    private static String withoutRemedy(PgTwinException e) {
        String suffix = " [" + e.kind() + "] " + e.kind().remedy();
        return e.getMessage().endsWith(suffix) ? e.getMessage().substring(0, e.getMessage().length() - suffix.length())
                : e.getMessage();
    }

    private static String place(SinkRecord record) {
        return "Record " + record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset();
    }
}
