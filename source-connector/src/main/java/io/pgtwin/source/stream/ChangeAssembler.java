package io.pgtwin.source.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.source.pgoutput.OldTuple;
import io.pgtwin.source.pgoutput.PgOutputMessage;

/**
 * Turns the stream's messages into events with positions. Asks nobody: transactions come whole and in the order of
 * their commits, each table's definition before its first row. Events that were produced before a restart are left out.
 */
final class ChangeAssembler implements PgOutputMessage.Handler<Void> {
    /** Microseconds between 1970-01-01 and 2000-01-01, both UTC. */
    private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

    private final Relations relations;
    private final CatchUp catchUp;
    private final Position producedBefore;

    private List<ChangeEvent> out;
    private Lsn eventLsn = Lsn.ZERO;
    private boolean inTransaction;
    private boolean hasAdded;
    private Lsn commitLsn = Lsn.ZERO;
    private Lsn completeUpTo = Lsn.ZERO;
    private long commitMillis;
    private long transactionId;
    private Lsn lastLsn = Lsn.ZERO;
    private long nextSeq;

    /**
     * @param catchUp which transactions may be in an interrupted copy already
     * @param producedBefore events that are not after this position are left out
     */
    ChangeAssembler(Relations relations, CatchUp catchUp, Position producedBefore) {
        this.relations = relations;
        this.catchUp = catchUp;
        this.producedBefore = producedBefore;
    }

    /** @param lsn where the message stands in the WAL; @param events gets the events of the message */
    void add(PgOutputMessage message, Lsn lsn, List<ChangeEvent> events) {
        out = events;
        eventLsn = lsn;
        message.accept(this);
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    /**
     * Whether everything committed before {@code end} has been added.
     *
     * @param received up to where the server has looked, if no transaction is in hand
     */
    boolean hasReached(Lsn end, Lsn received) {
        return inTransaction ? !commitLsn.isBefore(end) : !received.isBefore(end);
    }

    /** Behind the last complete transaction. */
    Lsn completeUpTo() {
        return completeUpTo;
    }

    /** When the last transaction that began was committed. */
    long commitMillis() {
        return commitMillis;
    }

    /** Whether the last transaction that began has added events. */
    boolean hasAdded() {
        return hasAdded;
    }

    @Override
    public Void begin(PgOutputMessage.Begin begin) {
        inTransaction = true;
        hasAdded = false;
        commitLsn = new Lsn(begin.finalLsn());
        commitMillis = TimeUnit.MICROSECONDS.toMillis(begin.commitMicros() + POSTGRES_EPOCH_MICROS);
        transactionId = Integer.toUnsignedLong(begin.xid());
        lastLsn = Lsn.ZERO;
        return null;
    }

    @Override
    public Void commit(PgOutputMessage.Commit commit) {
        inTransaction = false;
        completeUpTo = new Lsn(commit.endLsn());
        return null;
    }

    @Override
    public Void relation(PgOutputMessage.Relation relation) {
        relations.define(relation, commitLsn); // the message itself comes without a place in the WAL
        return null;
    }

    @Override
    public Void insert(PgOutputMessage.Insert insert) {
        int id = insert.relationId();
        relations.of(id).ifPresent(relation ->
                add(id, ChangeEvent.create(relation.table(), relation.row(insert.newTuple()),
                        nextOrigin(relation.table()))));
        return null;
    }

    @Override
    public Void update(PgOutputMessage.Update update) {
        relations.of(update.relationId()).ifPresent(relation -> addUpdate(update, relation));
        return null;
    }

    /** What the new row lacks may be in the old one: any column if it is whole, else a long key that did not change. */
    private void addUpdate(PgOutputMessage.Update update, BoundRelation relation) {
        Row sent = relation.row(update.newTuple());
        Optional<Row> before = update.oldTuple().map(relation::oldRow);
        Row after = before.map(old -> old.overlaidBy(sent)).orElse(sent);
        if (movesKey(relation.table(), before, after)) {
            addKeyChange(update.relationId(), relation.table(), before.get(), after);
        } else {
            boolean isWhole = update.oldTuple().filter(old -> old.kind() == OldTuple.Kind.FULL).isPresent();
            add(update.relationId(),
                    ChangeEvent.update(relation.table(), isWhole ? before : Optional.empty(), after,
                            nextOrigin(relation.table())));
        }
    }

    private static boolean movesKey(TableDefinition table, Optional<Row> before, Row after) {
        return table.hasKey() && before.isPresent() && !table.keyOf(before.get()).equals(table.keyOf(after));
    }

    /** An incomplete new row must be completed from the old one, so the old one may go only afterwards. */
    private void addKeyChange(int id, TableDefinition table, Row before, Row after) {
        if (after.isComplete()) {
            add(id, ChangeEvent.delete(table, before, nextOrigin(table)));
            add(id, ChangeEvent.create(table, after, nextOrigin(table)));
        } else {
            add(id, ChangeEvent.update(table, Optional.of(before), after, nextOrigin(table)));
            add(id, ChangeEvent.delete(table, before, nextOrigin(table)));
        }
    }

    @Override
    public Void delete(PgOutputMessage.Delete delete) {
        int id = delete.relationId();
        relations.of(id).ifPresent(relation ->
                add(id, ChangeEvent.delete(relation.table(), relation.oldRow(delete.oldTuple()),
                        nextOrigin(relation.table()))));
        return null;
    }

    @Override
    public Void truncate(PgOutputMessage.Truncate truncate) {
        for (int id : truncate.relationIds()) {
            relations.of(id).ifPresent(relation ->
                    add(id, ChangeEvent.truncate(relation.table(), nextOrigin(relation.table()))));
        }
        return null;
    }

    @Override
    public Void message(PgOutputMessage.Message message) {
        return null; // somebody else's
    }

    @Override
    public Void origin(PgOutputMessage.Origin origin) {
        return null;
    }

    @Override
    public Void type(PgOutputMessage.Type type) {
        return null; // types are named by the catalog
    }

    private void add(int relationId, ChangeEvent event) {
        if (event.position().isAfter(producedBefore) && !catchUp.isCopied(event.table(), commitLsn)) {
            relations.settle(relationId);
            out.add(event);
            hasAdded = true;
        }
    }

    /**
     * Counts the events that share one LSN, whether they are left out or not. A table without a key is in Kafka exactly
     * as of one snapshot, so that what is not left out of its changes can be no repetition.
     */
    private Origin nextOrigin(TableDefinition table) {
        if (!inTransaction) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED, "A row came outside of a transaction at "
                    + eventLsn);
        }
        nextSeq = eventLsn.equals(lastLsn) ? nextSeq + 1 : 0;
        lastLsn = eventLsn;
        Phase phase = catchUp.mayBeCopied(table, commitLsn) ? Phase.CATCH_UP : Phase.STREAM;
        return new Origin(new Position(commitLsn, eventLsn, nextSeq), commitMillis, transactionId, phase);
    }
}
