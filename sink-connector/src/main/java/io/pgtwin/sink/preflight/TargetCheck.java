package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Finding;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;

/** Looks at the target: can it be reached, does it suit, and may the account do what it will have to do. */
public final class TargetCheck {
    private static final int OLDEST_VERSION = 10;
    private static final int NEWEST_VERSION = 18;
    private static final String RIGHTS = """
            SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?) AS schema_exists,
                   has_database_privilege(current_database(), 'CREATE') AS may_create,
                   has_database_privilege(current_database(), 'TEMP') AS may_stage
            """;

    private final ConnectionSettings settings;
    private final String progressSchema;

    public TargetCheck(ConnectionSettings settings, String progressSchema) {
        this.settings = settings;
        this.progressSchema = progressSchema;
    }

    /** All that was found; empty if all is well. Takes no longer than the connection timeout. */
    public List<Finding> findings() {
        try (Connection connection = new Sessions(settings).open()) {
            List<Finding> findings = new ArrayList<>();
            checkVersion(connection.getMetaData().getDatabaseMajorVersion(), findings);
            checkRights(connection, findings);
            return findings;
        } catch (SQLException e) {
            return List.of(Finding.ofConnection(SqlFailures.of(e, "Cannot check the target")));
        } catch (PgTwinException e) {
            return List.of(Finding.ofConnection(e));
        }
    }

    private static void checkVersion(int version, List<Finding> findings) {
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            findings.add(new Finding(ConnectionOptions.URL, "The target is PostgreSQL " + version
                    + "; pgtwin works with "
                    + OLDEST_VERSION + " to " + NEWEST_VERSION));
        }
    }

    private void checkRights(Connection connection, List<Finding> findings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RIGHTS)) {
            statement.setString(1, progressSchema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean("schema_exists") && !row.getBoolean("may_create")) {
                    findings.add(missing("CREATE", "schema '" + progressSchema + "' is to be created"));
                }
                if (!row.getBoolean("may_stage")) {
                    findings.add(missing("TEMP", "changes are staged in temporary tables"));
                }
            }
        }
    }

    private Finding missing(String right, String why) {
        return new Finding(ConnectionOptions.USER, new PgTwinException(FailureKind.PRIVILEGE_MISSING, "Account "
                + settings.user() + " has no right " + right + " on the target database, but " + why).getMessage());
    }
}
