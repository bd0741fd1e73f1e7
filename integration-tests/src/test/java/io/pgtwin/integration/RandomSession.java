package io.pgtwin.integration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

import io.pgtwin.testbed.sql.Database;

/** A session with random transactions, some of them rolled back, prepared, or with savepoints. */
final class RandomSession implements AutoCloseable {
    private final Random random;
    private final String name;
    private final RandomStatements statements;
    private final Connection connection;
    private final Statement session;
    private boolean inTransaction;
    private int savepoints;
    private int prepared;

    /** @param parity of the keys that are this session's */
    RandomSession(Database database, Random random, int parity) throws SQLException {
        this.random = random;
        this.name = "pgtwin random " + parity;
        this.statements = new RandomStatements(random, parity);
        this.connection = database.connect();
        this.session = connection.createStatement();
    }

    void doSomething() throws SQLException {
        if (!inTransaction) {
            session.execute("BEGIN");
            inTransaction = true;
            savepoints = 0;
        }
        int chance = random.nextInt(100);
        if (chance < 10) {
            end();
        } else if (chance < 15) {
            session.execute("SAVEPOINT s" + ++savepoints);
        } else if (chance < 19 && savepoints > 0) {
            session.execute((chance < 17 ? "ROLLBACK TO s" : "RELEASE s") + savepoints--);
        } else {
            session.execute(statements.next());
        }
    }

    /** Ends the transaction, in whatever way. */
    void end() throws SQLException {
        if (!inTransaction) {
            return;
        }
        inTransaction = false;
        switch (random.nextInt(8)) {
            case 0 -> session.execute("ROLLBACK");
            case 1 -> prepare("ROLLBACK PREPARED ");
            case 2 -> prepare("COMMIT PREPARED ");
            default -> session.execute("COMMIT");
        }
    }

    private void prepare(String ending) throws SQLException {
        String id = "'" + name + " " + ++prepared + "'";
        session.execute("PREPARE TRANSACTION " + id);
        session.execute(ending + id);
    }

    /** Only while no other transaction is open. */
    void truncateSomething() throws SQLException {
        session.execute(random.nextBoolean() ? "TRUNCATE hot, whole" : "TRUNCATE keyless, pairs, indexed, coded");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
