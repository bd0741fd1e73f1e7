package io.pgtwin.benchmarks.systems;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
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
        CompletableFuture<?>[] parts = parts(databases.source()).stream().map(part -> CompletableFuture
                .runAsync(() -> copy(databases, part), threads)).toArray(CompletableFuture[]::new);
        return new Pipes(CompletableFuture.allOf(parts), threads);
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

    private static void copy(Databases databases, Part part) {
        try (Connection source = databases.source().connect(); Connection target = databases.target().connect()) {
            CopyOut out = source.unwrap(PGConnection.class).getCopyAPI()
                    .copyOut("COPY (" + part.rows() + ") TO STDOUT (FORMAT binary)");
            CopyIn in = target.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("COPY " + part.table() + " FROM STDIN (FORMAT binary)");
            for (byte[] piece = out.readFromCopy(); piece != null; piece = out.readFromCopy()) {
                in.writeToCopy(piece, 0, piece.length);
            }
            in.endCopy();
        } catch (SQLException e) {
            throw new TestbedException("Cannot copy " + part.table() + ": " + e.getMessage(), e);
        }
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
