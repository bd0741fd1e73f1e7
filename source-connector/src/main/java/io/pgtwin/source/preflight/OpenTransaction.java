package io.pgtwin.source.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlResource;

/**
 * A transaction that the creation of a slot would wait for. See {@code open-transactions.sql}.
 *
 * @param gid of a prepared transaction, which no process holds
 */
record OpenTransaction(int pid, long seconds, Optional<String> gid, String database) {
    private static final String CHECK = "open transactions";
    private static final String OPTION = "connection.url";
    private static final String QUERY = SqlResource.read(OpenTransaction.class, "open-transactions.sql");
    private static final int SECONDS = 5;

    static List<OpenTransaction> read(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(QUERY)) {
            statement.setInt(1, SECONDS);
            try (ResultSet row = statement.executeQuery()) {
                List<OpenTransaction> transactions = new ArrayList<>();
                while (row.next()) {
                    transactions.add(new OpenTransaction(row.getInt("pid"), row.getLong("seconds"),
                            Optional.ofNullable(row.getString("gid")), row.getString("database")));
                }
                return transactions;
            }
        }
    }

    static List<CheckResult> results(List<OpenTransaction> transactions) {
        return transactions.isEmpty()
                ? List.of(CheckResult.ok(CHECK, OPTION, "None is known to be open for more than " + SECONDS
                        + " seconds"))
                : transactions.stream().map(OpenTransaction::result).toList();
    }

    private CheckResult result() {
        String wait = " has been open for " + seconds + " seconds; creating the slot waits for its end";
        return gid.map(it -> CheckResult.warning(CHECK, OPTION, "Prepared transaction '" + it + "' of database "
                        + database + wait, "end it in that database with COMMIT PREPARED " + Sql.literal(it)
                        + "; or ROLLBACK PREPARED " + Sql.literal(it) + ";"))
                .orElseGet(() -> CheckResult.warning(CHECK, OPTION, "A transaction of process " + pid + " in database "
                        + database + wait, "let it end, or end it", "SELECT pg_terminate_backend(" + pid + ");"));
    }
}
