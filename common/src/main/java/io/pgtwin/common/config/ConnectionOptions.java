package io.pgtwin.common.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.StopSignal;

/**
 * The options about a database connection: where it is, how long its loss is borne, and whether it is checked first.
 */
public final class ConnectionOptions {
    public static final String URL = "connection.url";
    public static final String USER = "connection.user";
    public static final String PASSWORD = "connection.password";
    public static final String RETRY_INTERVAL_MS = "connection.retry.interval.ms";
    public static final String RETRY_TIMEOUT_MS = "connection.retry.timeout.ms";
    public static final String PRECHECK = "precheck";

    private static final String GROUP = "Connection";
    private static final Pattern URL_WITH_ACCOUNT = Pattern.compile("[^?]*@.*");

    private final AbstractConfig config;

    public ConnectionOptions(AbstractConfig config) {
        this.config = config;
    }

    /** @param database what the text calls it: source or target */
    public static ConfigDef define(ConfigDef definition, String database) {
        return definition
                .define(URL, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, ConnectionOptions::checkUrl, Importance.HIGH,
                        "JDBC URL of the " + database + " database: jdbc:postgresql://host:port/database. Several"
                                + " hosts and TLS parameters (sslmode, sslrootcert, ...) are allowed; user and"
                                + " password are not.",
                        GROUP, 1, Width.LONG, "JDBC URL")
                .define(USER, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, new ConfigDef.NonEmptyString(), Importance.HIGH,
                        "Account that logs in to the " + database + " database. The README lists the grants it needs.",
                        GROUP, 2, Width.MEDIUM, "User")
                .define(PASSWORD, Type.PASSWORD, "", Importance.HIGH,
                        "Password of the account. Use a config provider to keep it out of the configuration.",
                        GROUP, 3, Width.MEDIUM, "Password")
                .define(RETRY_INTERVAL_MS, Type.LONG, 5_000L, Range.between(10, 3_600_000), Importance.LOW,
                        "Milliseconds between two attempts to get back a lost connection.",
                        GROUP, 4, Width.SHORT, "Retry interval (ms)")
                .define(RETRY_TIMEOUT_MS, Type.LONG, 600_000L, Range.between(0, 604_800_000), Importance.MEDIUM,
                        "Milliseconds after which a connection that stays lost fails the task. 0 fails it at once.",
                        GROUP, 5, Width.SHORT, "Retry timeout (ms)")
                .define(PRECHECK, Type.STRING, "fail", ConfigDef.ValidString.in("fail", "warn", "off"),
                        Importance.MEDIUM,
                        "What live checks of the database do when the configuration is validated and a sync starts:"
                                + " fail reports findings as errors, warn logs them, off makes no checks.",
                        GROUP, 6, Width.SHORT, "Prechecks");
    }

    /** @param applicationName what {@code pg_stat_activity} shows */
    public ConnectionSettings settings(String applicationName) {
        return new ConnectionSettings(config.getString(URL), config.getString(USER),
                config.getPassword(PASSWORD).value(),
                applicationName);
    }

    public Retry retry(StopSignal stop) {
        return new Retry(Duration.ofMillis(config.getLong(RETRY_INTERVAL_MS)), retryTimeout(), stop);
    }

    public Duration retryTimeout() {
        return Duration.ofMillis(config.getLong(RETRY_TIMEOUT_MS));
    }

    public Precheck precheck() {
        return Precheck.valueOf(config.getString(PRECHECK).toUpperCase(Locale.ROOT));
    }

    private static void checkUrl(String option, Object value) {
        String url = String.valueOf(value);
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new ConfigException(option, "(hidden)", "expected jdbc:postgresql://host:port/database");
        }
        if (URL_WITH_ACCOUNT.matcher(url).matches()) {
            throw new ConfigException(option, "(hidden)", "must not hold an account before the host; put it in " + USER
                    + " and " + PASSWORD + " (and write an '@' in the database's name as %40)");
        }
        for (Map.Entry<String, String> forbidden : Map.of("user", USER, "password", PASSWORD).entrySet()) {
            if (url.contains("?" + forbidden.getKey() + "=") || url.contains("&" + forbidden.getKey() + "=")) {
                throw new ConfigException(option, "(hidden)",
                        "must not hold the " + forbidden.getKey() + "; put it in " + forbidden.getValue());
            }
        }
    }
}
