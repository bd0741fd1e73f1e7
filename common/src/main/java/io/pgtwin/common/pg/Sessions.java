package io.pgtwin.common.pg;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * Opens the sessions of one database. All of them, at the source and at the target, print and read values under the
 * same text settings; otherwise text would differ between copy, stream and target. Safe for use by several threads.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final String TEXT_SETTINGS = """
            SET DateStyle = 'ISO, MDY';
            SET IntervalStyle = 'postgres';
            SET TimeZone = 'UTC';
            SET extra_float_digits = 3;
            SET bytea_output = 'hex';
            SET lc_monetary = 'C';
            SET xmloption = 'content';
            SET array_nulls = on;
            SET quote_all_identifiers = off;
            SET standard_conforming_strings = on;
            SET statement_timeout = 0;
            SET lock_timeout = 0;
            SET idle_in_transaction_session_timeout = 0;
            SET row_security = off;
            SET search_path = ''
            """;

    private final ConnectionSettings settings;
    private final Set<Connection> opened = ConcurrentHashMap.newKeySet();

    public Sessions(ConnectionSettings settings) {
        this.settings = settings;
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /** @throws PgTwinException of the kind that the server's or driver's SQLSTATE means */
    public Connection open() {
        return open(properties());
    }

    /** A session that speaks the replication protocol, for one database (logical replication). */
    public Connection openReplication() {
        Properties properties = properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return open(properties);
    }

    private Connection open(Properties properties) {
        try {
            Connection connection = connect(properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute(TEXT_SETTINGS);
                remember(connection);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot connect as " + settings);
        }
    }

    private void remember(Connection connection) throws SQLException {
        for (Connection earlier : opened) {
            if (earlier.isClosed()) {
                opened.remove(earlier);
            }
        }
        opened.add(connection);
    }

    /**
     * Breaks off every session that is still open, so that threads which wait for the server end with CONNECTION_LOST.
     */
    public void abortAll() {
        for (Connection connection : opened) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A session could not be aborted", e);
            }
        }
    }

    private Connection connect(Properties properties) throws SQLException {
        // the driver itself, not DriverManager: plugins live in class loaders that DriverManager does not see
        Connection connection = new Driver().connect(settings.url(), properties);
        if (connection == null) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "connection.url is no jdbc:postgresql: URL");
        }
        return connection;
    }

    private Properties properties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.APPLICATION_NAME.set(properties, settings.applicationName());
        PGProperty.CONNECT_TIMEOUT.set(properties, String.valueOf(CONNECT_TIMEOUT.toSeconds()));
        PGProperty.LOGIN_TIMEOUT.set(properties, String.valueOf(CONNECT_TIMEOUT.toSeconds()));
        PGProperty.TCP_KEEP_ALIVE.set(properties, "true");
        if (settings.hasSeveralHosts()) {
            PGProperty.TARGET_SERVER_TYPE.set(properties, "primary"); // unless the URL says otherwise
        }
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, "false"); // the detail shows row values
        return properties;
    }
}
