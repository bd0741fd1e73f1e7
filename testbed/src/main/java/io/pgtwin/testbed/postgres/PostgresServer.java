package io.pgtwin.testbed.postgres;

import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.sql.Database;

/** A running PostgreSQL server with a superuser, reached over TCP with a password. */
public interface PostgresServer extends Part {
    String USER = "postgres";
    String PASSWORD = "postgres";
    int FIRST_VERSION_WITH_STRATEGIES = 15;

    /** The major version, e.g. {@code 17}. */
    String version();

    String host();

    int port();

    /** The database that was made at the start, as superuser. */
    Database sql();

    default String user() {
        return USER;
    }

    default String password() {
        return PASSWORD;
    }

    default String jdbcUrl() {
        return sql().url();
    }

    /** A database of this server, which need not exist, as superuser. */
    default Database database(String name) {
        return new Database("jdbc:postgresql://" + host() + ":" + port() + "/" + name, USER, PASSWORD);
    }

    /**
     * Copies files, as servers before version 15 always do: it takes half of the time where nothing is forced to disk.
     *
     * @param name a plain lower-case name that needs no quotes
     */
    default Database createDatabase(String name) {
        String strategy = Integer.parseInt(version()) < FIRST_VERSION_WITH_STRATEGIES ? "" : " STRATEGY file_copy";
        database("postgres").execute("CREATE DATABASE " + name + strategy);
        return database(name);
    }

    /** Removes a database and its replication slots, and ends all connections to it. */
    default void dropDatabase(String name) {
        new DatabaseRemoval(database("postgres"), name).run();
    }
}
