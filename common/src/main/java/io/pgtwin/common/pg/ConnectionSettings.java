package io.pgtwin.common.pg;

import java.util.regex.Pattern;

/**
 * Where a database is and as whom to log in.
 *
 * @param url a {@code jdbc:postgresql:} URL; may name several hosts and TLS parameters
 * @param applicationName what {@code pg_stat_activity} shows
 */
public record ConnectionSettings(String url, String user, String password, String applicationName) {
    private static final Pattern STANDBY = Pattern.compile(
            "[?&]targetServerType=(any|secondary|slave|preferSecondary|preferSlave)(&|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SEVERAL_HOSTS = Pattern.compile("jdbc:postgresql://[^/?]*,");

    /** Of which one at a time is the primary. */
    boolean hasSeveralHosts() {
        return SEVERAL_HOSTS.matcher(url).lookingAt();
    }

    /** Whether the URL asks for a standby, or takes one; otherwise its promotion is waited for. */
    public boolean allowsStandby() {
        return STANDBY.matcher(url).find();
    }

    /** Without the password, and without the URL's parameters, which may hold one. */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        return user + " at " + (parameters < 0 ? url : url.substring(0, parameters));
    }
}
