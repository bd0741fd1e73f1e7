package io.pgtwin.integration.sync;

/** An account of the target for which foreign keys are checked, as it may not switch them off. */
public final class AccountWithoutRights {
    private static final String PASSWORD = "plain";

    private AccountWithoutRights() {
    }

    /** Lets a sink use a new one, with the documented grants on the tables that are there; its name. */
    public static String of(Sync sync) {
        String account = sync.name() + "_plain";
        sync.target().execute("""
                CREATE ROLE %2$s LOGIN PASSWORD '%3$s';
                GRANT CREATE, TEMPORARY ON DATABASE %1$s TO %2$s;
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %2$s"""
                .formatted(sync.name(), account, PASSWORD));
        sync.withSink("connection.user", account).withSink("connection.password", PASSWORD);
        return account;
    }

    /** The same, and it may truncate the tables. */
    public static void thatMayTruncate(Sync sync) {
        sync.target().execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO " + of(sync));
    }
}
