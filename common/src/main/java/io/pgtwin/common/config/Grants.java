package io.pgtwin.common.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.pgtwin.common.pg.Sql;

/**
 * Verdicts on rights that an account has or lacks.
 *
 * @param database what messages call it: source or target
 * @param account the account's name
 */
public record Grants(String database, String account) {
    /** A right on things of one kind. @param why what it is needed for, as a clause */
    public record Right(String check, String name, String kind, String why) {}

    /** @param lacking the quoted names of those on which the account lacks the right */
    public CheckResult of(Right right, Collection<String> lacking) {
        if (lacking.isEmpty()) {
            return CheckResult.ok(right.check(), ConnectionOptions.USER, "has " + right.name());
        }
        List<String> names = List.copyOf(lacking);
        return CheckResult.failed(right.check(), ConnectionOptions.USER, "Account " + account + " has no right "
                + right.name() + " on " + right.kind() + " " + String.join(", ", names) + " of the " + database,
                right.why() + "; as the owner or a superuser",
                "GRANT " + right.name() + " ON " + sqlKind(right.kind()) + String.join(", ", names) + " TO "
                        + Sql.identifier(account) + ";");
    }

    /** Of a database. @param has whether the account has the right */
    public CheckResult ofDatabase(Right right, String name, boolean has) {
        return of(right, has ? List.of() : List.of(Sql.identifier(name)));
    }

    private static String sqlKind(String kind) {
        return kind.equals("table") ? "" : kind.toUpperCase(Locale.ROOT) + " ";
    }
}
