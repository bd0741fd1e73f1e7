package io.pgtwin.source.stream;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/**
 * The bytes of one slot, over a session of its own. Reports the confirmed position to the server at an interval, as
 * part of reading. For one thread, which must read or {@link #reportStatus()} well within the server's
 * wal_sender_timeout.
 */
final class ReplicationStream implements AutoCloseable {
    private final Connection connection;
    private final PGReplicationStream stream;

    private ReplicationStream(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** @param from what was confirmed; the server sends whole transactions that commit at or after it */
    static ReplicationStream open(Sessions sessions, String slot, String publication, Lsn from,
            Duration statusInterval) {
        Connection connection = sessions.openReplication();
        try {
            PGReplicationStream stream = connection.unwrap(PGConnection.class).getReplicationAPI().replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withStartPosition(LogSequenceNumber.valueOf(from.value()))
                    .withAutomaticFlush(false) // only what Connect has stored is confirmed (invariant A)
                    .withStatusInterval((int) statusInterval.toMillis(), TimeUnit.MILLISECONDS)
                    .withSlotOption("proto_version", "1")
                    .withSlotOption("publication_names", Sql.identifier(publication))
                    .start();
            ReplicationStream opened = new ReplicationStream(connection, stream);
            opened.confirm(from);
            return opened;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw SqlFailures.ofSlot(e, "Cannot stream from slot '" + slot + "'");
        }
    }

    /** The next message if one has arrived; does not wait. */
    Optional<ByteBuffer> read() {
        try {
            return Optional.ofNullable(stream.readPending());
        } catch (SQLException e) {
            throw SqlFailures.ofStream(e, "The replication stream broke off");
        }
    }

    /** Where the last message stands; when nothing is in flight, up to where the server has looked for changes. */
    Lsn received() {
        return new Lsn(stream.getLastReceiveLSN().asLong());
    }

    /** Lets the server forget what lies below {@code lsn}; it learns of it with the next status. */
    void confirm(Lsn lsn) {
        LogSequenceNumber confirmed = LogSequenceNumber.valueOf(lsn.value());
        stream.setFlushedLSN(confirmed);
        stream.setAppliedLSN(confirmed);
    }

    /** Tells the server at once that we live and what is confirmed. */
    void reportStatus() {
        try {
            stream.forceUpdateStatus();
        } catch (SQLException e) {
            throw SqlFailures.ofStream(e, "The replication stream broke off");
        }
    }

    @Override
    public void close() {
        // not the stream: ending it in order waits for all that the server still wants to send
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the session is gone either way
        }
    }
}
