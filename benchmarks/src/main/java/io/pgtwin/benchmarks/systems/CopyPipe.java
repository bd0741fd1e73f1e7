package io.pgtwin.benchmarks.systems;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/**
 * The limit of what a full copy can reach: {@code COPY TO STDOUT} into {@code COPY FROM STDIN}, both binary, through
 * this process.
 *
 * @param streams how many at the same time; if there are fewer tables, each table is cut into so many parts
 */
public record CopyPipe(String name, String description, int streams) implements Contestant {
    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.COPY);
    }

    @Override
    public Running begin(Databases databases) {
        ExecutorService threads = Executors.newFixedThreadPool(streams);
        Queue<Part> parts = new ConcurrentLinkedQueue<>(parts(databases.source()));
        CompletableFuture<?>[] pipes = IntStream.range(0, streams).mapToObj(i -> CompletableFuture
                .runAsync(() -> copy(databases, parts), threads)).toArray(CompletableFuture[]::new);
        return new Pipes(CompletableFuture.allOf(pipes), threads);
    }

    private record Part(String table, String rows) {
    }

    private List<Part> parts(Database source) {
        List<String> tables = source.tables();
        int perTable = tables.size() < streams ? streams : 1;
        List<Part> parts = new ArrayList<>();
        for (String table : tables) {
            long blocks = source.number("SELECT pg_relation_size(?::regclass) / 8192 + 1", table);
            for (int i = 0; i < perTable; i++) {
                parts.add(new Part(table, "SELECT * FROM " + table + " WHERE ctid >= '(" + blocks * i / perTable
                        + ",0)' AND ctid < '(" + blocks * (i + 1) / perTable + ",0)'"));
            }
        }
        return parts;
    }

    private static void copy(Databases databases, Queue<Part> parts) {
        try (Connection source = databases.source().connect(); Connection target = databases.target().connect()) {
            CopyManager from = source.unwrap(PGConnection.class).getCopyAPI();
            CopyManager to = target.unwrap(PGConnection.class).getCopyAPI();
            for (Part part = parts.poll(); part != null; part = parts.poll()) {
                copy(from, to, part);
            }
        } catch (SQLException e) {
            throw new TestbedException("Cannot copy through a pipe: " + e.getMessage(), e);
        }
    }

    private static void copy(CopyManager from, CopyManager to, Part part) throws SQLException {
        CopyOut out = from.copyOut("COPY (" + part.rows() + ") TO STDOUT (FORMAT binary)");
        CopyIn in = to.copyIn("COPY " + part.table() + " FROM STDIN (FORMAT binary)");
        for (byte[] piece = out.readFromCopy(); piece != null; piece = out.readFromCopy()) {
            in.writeToCopy(piece, 0, piece.length);
        }
        in.endCopy();
    }

    private record Pipes(CompletableFuture<Void> all, ExecutorService threads) implements Running {
        @Override
        public boolean isCopied() {
            return all.isDone() && !all.isCompletedExceptionally();
        }

        @Override
        public void check() {
            if (all.isCompletedExceptionally()) {
                all.join();
            }
        }

        @Override
        public void halt() {
            throw new UnsupportedOperationException("A pipe copies only");
        }

        @Override
        public void goOn() {
            throw new UnsupportedOperationException("A pipe copies only");
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
