package io.pgtwin.source.pgoutput;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of PostgreSQL's logical replication stream, its fields in wire order. LSNs, OIDs and transaction ids are
 * unsigned. Times are microseconds since 2000-01-01 UTC.
 */
public sealed interface PgOutputMessage {

    /** @return what the handler's method for this message returns */
    <R> R accept(Handler<R> handler);

    /** A method for each message, so that a new one does not compile until all handlers know it. */
    interface Handler<R> {
        R begin(Begin begin);

        R message(Message message);

        R commit(Commit commit);

        R origin(Origin origin);

        R relation(Relation relation);

        R type(Type type);

        R insert(Insert insert);

        R update(Update update);

        R delete(Delete delete);

        R truncate(Truncate truncate);
    }

    /**
     * A transaction starts, of which the commit is already known.
     *
     * @param finalLsn     of the commit record
     * @param commitMicros microseconds since 2000-01-01 UTC
     */
    record Begin(long finalLsn, long commitMicros, int xid) implements PgOutputMessage {
        static Begin read(WireReader in) {
            Begin begin = new Begin(in.int64("final_lsn"), in.int64("commit_time"), in.int32("xid"));
            in.end();
            return begin;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.begin(this);
        }
    }

    /**
     * What somebody wrote with {@code pg_logical_emit_message}.
     *
     * @param transactional whether it is part of the transaction around it; others stand between transactions
     * @param content       read-only, any bytes
     */
    record Message(boolean transactional, long lsn, String prefix, ByteBuffer content) implements PgOutputMessage {
        private static final int TRANSACTIONAL = 1;

        static Message read(WireReader in) {
            Message message = new Message(in.flags("flags", TRANSACTIONAL) != 0, in.int64("lsn"), in.string("prefix"),
                    ByteBuffer.wrap(in.copy(in.count32("content_length", 1))).asReadOnlyBuffer());
            in.end();
            return message;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.message(this);
        }
    }

    /**
     * The transaction is complete.
     *
     * @param commitLsn    of the commit record, as in {@link Begin}
     * @param endLsn       behind the commit record: what may be confirmed once everything up to here is safe
     * @param commitMicros microseconds since 2000-01-01 UTC
     */
    record Commit(long commitLsn, long endLsn, long commitMicros) implements PgOutputMessage {
        private static final int NO_FLAGS = 0;

        static Commit read(WireReader in) {
            in.flags("flags", NO_FLAGS);
            Commit commit = new Commit(in.int64("commit_lsn"), in.int64("end_lsn"), in.int64("commit_time"));
            in.end();
            return commit;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.commit(this);
        }
    }

    /**
     * The transaction was itself replicated to this server; follows its {@link Begin}.
     *
     * @param commitLsn on the server it came from
     */
    record Origin(long commitLsn, String name) implements PgOutputMessage {
        static Origin read(WireReader in) {
            Origin origin = new Origin(in.int64("commit_lsn"), in.string("name"));
            in.end();
            return origin;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.origin(this);
        }
    }

    /**
     * What a table looks like from here on; comes before its first row and again after it was altered.
     *
     * @param namespace the schema, empty for {@code pg_catalog}
     */
    record Relation(int id, String namespace, String name, ReplicaIdentity replicaIdentity,
            List<RelationColumn> columns) implements PgOutputMessage {
        static Relation read(WireReader in) {
            Relation relation = new Relation(in.int32("relation_id"), in.string("namespace"),
                    in.string("relation_name"), ReplicaIdentity.read(in), readColumns(in));
            in.end();
            return relation;
        }

        private static List<RelationColumn> readColumns(WireReader in) {
            int count = in.count16("column_count", RelationColumn.MIN_BYTES);
            List<RelationColumn> columns = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                columns.add(RelationColumn.read(in));
            }
            return List.copyOf(columns);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.relation(this);
        }
    }

    /**
     * The name of a type that is not built in; comes before the {@link Relation} that uses it.
     *
     * @param oid       of a domain itself, although the name is that of its base type
     * @param namespace the schema, empty for {@code pg_catalog}
     */
    record Type(int oid, String namespace, String name) implements PgOutputMessage {
        static Type read(WireReader in) {
            Type type = new Type(in.int32("type_oid"), in.string("namespace"), in.string("type_name"));
            in.end();
            return type;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.type(this);
        }
    }

    /** A new row. */
    record Insert(int relationId, TupleData newTuple) implements PgOutputMessage {
        static Insert read(WireReader in) {
            Insert insert = new Insert(in.int32("relation_id"), TupleKind.readNew(in));
            in.end();
            return insert;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.insert(this);
        }
    }

    /**
     * A changed row.
     *
     * @param oldTuple empty if the replica identity is an index or the primary key and the update did not change it
     */
    record Update(int relationId, Optional<OldTuple> oldTuple, TupleData newTuple) implements PgOutputMessage {
        static Update read(WireReader in) {
            Update update = new Update(in.int32("relation_id"), TupleKind.readOldIfAny(in), TupleKind.readNew(in));
            in.end();
            return update;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.update(this);
        }
    }

    /** A row that is gone. */
    record Delete(int relationId, OldTuple oldTuple) implements PgOutputMessage {
        static Delete read(WireReader in) {
            Delete delete = new Delete(in.int32("relation_id"), TupleKind.readOld(in));
            in.end();
            return delete;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.delete(this);
        }
    }

    /** Tables emptied by one statement, including those that {@code CASCADE} reached, if they are published. */
    record Truncate(boolean cascade, boolean restartIdentity, List<Integer> relationIds) implements PgOutputMessage {
        private static final int CASCADE = 1;
        private static final int RESTART_IDENTITY = 2;

        static Truncate read(WireReader in) {
            int count = in.count32("relation_count", Integer.BYTES);
            int options = in.flags("options", CASCADE | RESTART_IDENTITY);
            List<Integer> relationIds = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                relationIds.add(in.int32("relation_id"));
            }
            in.end();
            return new Truncate((options & CASCADE) != 0, (options & RESTART_IDENTITY) != 0, List.copyOf(relationIds));
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.truncate(this);
        }
    }
}
