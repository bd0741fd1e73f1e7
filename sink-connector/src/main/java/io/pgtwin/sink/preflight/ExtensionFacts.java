package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlResource;

/** An extension that the source's tables need. See {@code extensions.sql}. */
record ExtensionFacts(String name, boolean installed, boolean available, boolean mayCreate) {
    private static final String CHECK = "extensions";
    private static final String QUERY = SqlResource.read(ExtensionFacts.class, "extensions.sql");

    static List<ExtensionFacts> read(Connection session, List<String> names) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(QUERY)) {
            statement.setArray(1, session.createArrayOf("text", names.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<ExtensionFacts> facts = new ArrayList<>();
                while (row.next()) {
                    facts.add(new ExtensionFacts(row.getString("name"), row.getBoolean("installed"),
                            row.getBoolean("available"), row.getBoolean("may_create")));
                }
                return facts;
            }
        }
    }

    /** @param createsMissing whether the sync creates it if it may */
    CheckResult result(boolean createsMissing) {
        if (installed) {
            return CheckResult.ok(CHECK, ConnectionOptions.URL, "Extension " + name + " is installed");
        }
        if (!available) {
            return CheckResult.failed(CHECK, ConnectionOptions.URL, "The source's tables need extension " + name
                    + ", which the target's server does not have", "install its package there, or leave the tables out"
                    + " with the source's table.exclude.list");
        }
        if (createsMissing && mayCreate) {
            return CheckResult.ok(CHECK, ConnectionOptions.URL, "Extension " + name + " is to be created");
        }
        return CheckResult.failed(CHECK, ConnectionOptions.USER, "The source's tables need extension " + name
                + ", which is not installed in the target",
                createsMissing ? "the account may not create it; as a superuser"
                        : "it is not created with structure.apply=false or without the structure step; as a superuser",
                "CREATE EXTENSION " + Sql.identifier(name) + ";");
    }
}
