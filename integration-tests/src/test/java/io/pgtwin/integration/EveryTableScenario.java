package io.pgtwin.integration;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

import io.pgtwin.integration.sync.Converters;
import io.pgtwin.integration.sync.Script;
import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.sql.Database;

/** A full copy of tables of every kind, then changes of every kind. Tables are named after what they are about. */
final class EveryTableScenario {
    private static final int COPIED_ROWS = 3000;

    private EveryTableScenario() {
    }

    static void play(Sync sync, Converters converters) throws SQLException, IOException {
        makeTables(sync, converters);
        sync.with(converters).start().awaitEqual();
        copyRowsInto(sync.source());
        Script.named("every-change.sql").runOn(sync.source());
        sync.awaitEqual();
    }

    private static void makeTables(Sync sync, Converters converters) {
        Script.named("on-both-sides.sql").runOn(sync.source());
        Script.named("on-both-sides.sql").runOn(sync.target());
        Script.named("every-table.sql").runOn(sync.source());
        if (converters == Converters.JSON_WITHOUT_SCHEMAS) {
            Script.named("every-table.sql").runOn(sync.target());       // such records do not tell types
        }
        Script.named("every-row.sql").runOn(sync.source());
        if (converters == Converters.COMPACT) {
            Script.named("special-floats.sql").runOn(sync.source());
        }
    }

    /** COPY puts many rows into one record of the WAL. */
    private static void copyRowsInto(Database database) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        for (int id = 0; id < COPIED_ROWS; id++) {
            rows.append(id).append('\t').append(id % 7 == 0 ? "\\N" : "note " + id).append('\t').append(id / 8.0);
            rows.append('\n');
        }
        try (Connection connection = database.connect()) {
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("COPY copied_in FROM STDIN", new StringReader(rows.toString()));
        }
    }
}
