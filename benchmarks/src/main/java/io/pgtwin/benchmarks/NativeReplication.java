package io.pgtwin.benchmarks;

import java.net.URI;
import java.time.Duration;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.sql.Database;

/** PostgreSQL's own logical replication: a publication and a subscription. */
record NativeReplication() implements Contestant {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "native";
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
                + source.password() + "' PUBLICATION everything");
        return new Subscription(target, subscription);
    }

    private record Subscription(Database target, String name) implements Running {
        @Override
        public boolean isCopied() {
            return target.value("SELECT coalesce(bool_and(srsubstate IN ('f', 's', 'r')), false) FROM pg_subscription_rel")
                    .equals("t");
        }

        /** Only when every table follows the stream: a subscription that is halted before would copy again. */
        @Override
        public void halt() {
            Await.until(LIMIT, "the subscription follows", () -> target.value(
                    "SELECT bool_and(srsubstate = 'r') FROM pg_subscription_rel").equals("t"), () -> "");
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
            target.execute("DROP SUBSCRIPTION " + name);
        }
    }
}
