package io.pgtwin.source.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.structure.SequenceReader;

/** From the sequences that the tables need to whether the account may read where they stand. */
final class SequenceChecks {
    private static final String CHECK = "SELECT on sequences";

    private SequenceChecks() {}

    /** No failure: values are missed only when the target takes over. */
    static CheckResult result(SequenceReader sequences, String account) {
        List<TableId> unreadable = sequences.unreadable();
        if (unreadable.isEmpty()) {
            return CheckResult.ok(CHECK, ConnectionOptions.USER, "The account may read every sequence of the tables");
        }
        List<String> sql = new ArrayList<>();
        String to = " TO " + Sql.identifier(account) + ";";
        if (!sequences.unreachableSchemas().isEmpty()) {
            sql.add("GRANT USAGE ON SCHEMA " + sequences.unreachableSchemas().stream().map(Sql::identifier)
                    .collect(Collectors.joining(", ")) + to);
        }
        if (!sequences.notSelectable().isEmpty()) {
            sql.add("GRANT SELECT ON SEQUENCE " + names(sequences.notSelectable()) + to);
        }
        return CheckResult.warning(CHECK, ConnectionOptions.USER, "Account " + account + " may not read sequence "
                + names(unreadable) + " of the source", "values that are not carried over are missing when the target"
                + " takes over; as the owner or a superuser", sql.toArray(String[]::new));
    }

    private static String names(Collection<TableId> sequences) {
        return sequences.stream().map(Sql::table).collect(Collectors.joining(", "));
    }
}
