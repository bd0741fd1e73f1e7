package io.pgtwin.benchmarks.systems;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Probe;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/**
 * PostgreSQL's own logical replication: a publication and a subscription.
 *
 * @param options of the subscription, empty or {@code WITH (...)}
 */
public record NativeReplication(String name, String description, String options) implements Contestant {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.COPY, Ability.CHANGES);
    }

    @Override
    public Running begin(Databases databases) {
        Database source = databases.source();
        Database target = databases.target();
        String subscription = "native_" + databases.name();
        URI address = URI.create(source.url().substring("jdbc:".length()));
        source.execute("CREATE PUBLICATION everything FOR ALL TABLES");
        target.execute("CREATE SUBSCRIPTION " + subscription + " CONNECTION 'host=" + address.getHost() + " port="
                + address.getPort() + " dbname=" + databases.name() + " user=" + source.user() + " password="
                + source.password() + "' PUBLICATION everything " + options);
        return new Subscription(target, new Probe(target), subscription);
    }

    private record Subscription(Database target, Probe probe, String name) implements Running {
        @Override
        public boolean isCopied() {
            return probe.number("SELECT coalesce(bool_and(srsubstate IN ('f', 's', 'r')), false)::integer"
                    + " FROM pg_subscription_rel") == 1;
        }

        /** Only when every table follows the stream: a subscription that is halted before would copy again. */
        @Override
        public void halt() {
            Await.until(LIMIT, "the subscription follows", () -> probe.number(
                    "SELECT bool_and(srsubstate = 'r')::integer FROM pg_subscription_rel") == 1, () -> "");
            target.execute("ALTER SUBSCRIPTION " + name + " DISABLE");
            Await.until(LIMIT, "the subscription has ended", () -> target.number("SELECT count(*)"
                    + " FROM pg_stat_subscription WHERE pid IS NOT NULL AND subname = ?", name) == 0, () -> "");
        }

        @Override
        public void goOn() {
            target.execute("ALTER SUBSCRIPTION " + name + " ENABLE");
        }

        @Override
        public void close() {
            probe.close();
            target.execute("DROP SUBSCRIPTION " + name);
        }
    }
}
