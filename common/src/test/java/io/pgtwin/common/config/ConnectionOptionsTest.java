package io.pgtwin.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Retry;
import io.pgtwin.common.pg.StopSignal;

class ConnectionOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://a/shop", "jdbc:postgresql://a:5433,b/shop?targetServerType=primary",
        "jdbc:postgresql://[::1]:5432/shop", "jdbc:postgresql:shop", "jdbc:postgresql://a/shop?options=-c%20a=b@c"})
    void urlsWithHostsAndParametersAreTaken(String url) {
        ConnectionSettings settings = options(ConnectionOptions.URL, url).settings("it");

        assertThat(settings).isEqualTo(new ConnectionSettings(url, "ann", "s3cret", "it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://a/shop?password=hunter2",
        "jdbc:postgresql://a/shop?ssl=true&password=hunter2", "jdbc:postgresql://a/shop?user=hunter2",
        "jdbc:postgresql://ann:hunter2@a/shop", "jdbc:mysql://a/hunter2",
        "postgresql://ann:hunter2@a/shop", "jdbc:postgresql://ann:hunter2/x@a/shop"})
    void urlsThatHoldAnAccountAreRefusedAndNotShown(String url) {
        assertThatThrownBy(() -> options(ConnectionOptions.URL, url)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.url").hasMessageNotContaining("hunter2");
    }

    @Test
    void theRefusalSaysWhereUserAndPasswordBelong() {
        assertThatThrownBy(() -> options(ConnectionOptions.URL, "jdbc:postgresql://a/b?password=x"))
                .hasMessageContaining("put it in connection.password");
        assertThatThrownBy(() -> options(ConnectionOptions.URL, "jdbc:postgresql://u:x@a/b"))
                .hasMessageContaining("put it in connection.user and connection.password");
        assertThatThrownBy(() -> options(ConnectionOptions.URL, "localhost/b"))
                .hasMessageContaining("expected jdbc:postgresql://host:port/database");
    }

    @Test
    void aStandbyIsTakenOnlyIfTheUrlSaysSo() {
        assertThat(allowsStandby("jdbc:postgresql://a/shop")).isFalse();
        assertThat(allowsStandby("jdbc:postgresql://a,b/shop?targetServerType=primary")).isFalse();
        assertThat(allowsStandby("jdbc:postgresql://a/shop?targetServerType=any")).isTrue();
        assertThat(allowsStandby("jdbc:postgresql://a/shop?x=y&targetServerType=preferSecondary&z=z")).isTrue();
    }

    private static boolean allowsStandby(String url) {
        return options(ConnectionOptions.URL, url).settings("test").allowsStandby();
    }

    @Test
    void retryKeepsTheInterval() {
        Retry retry = options(ConnectionOptions.RETRY_INTERVAL_MS, "30").retry(new StopSignal());
        AtomicInteger attempts = new AtomicInteger();
        Instant start = Instant.now();

        retry.call("Test", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new PgTwinException(FailureKind.CONNECTION_LOST, "Gone");
            }
            return "back";
        });

        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    private static ConnectionOptions options(String option, String value) {
        Map<String, String> properties = new HashMap<>(Map.of(ConnectionOptions.URL, "jdbc:postgresql://a/shop",
                ConnectionOptions.USER, "ann", ConnectionOptions.PASSWORD, "s3cret"));
        properties.put(option, value);
        ConfigDef definition = ConnectionOptions.define(new ConfigDef(), "source");
        return new ConnectionOptions(new AbstractConfig(definition, properties, false));
    }
}
