package io.pgtwin.sink.preflight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.sink.database.TargetMapping;

/** Whether a mapping gives every table and column a name that it can have. Needs no database. */
final class NameChecks {
    private static final String TABLES = "name.mapping";
    private static final String COLUMNS = "column.mapping";
    private static final int MAX_NAME_BYTES = 63;

    private final TargetMapping mapping;
    private final boolean mayMerge;

    NameChecks(TargetNeeds needs) {
        this.mapping = needs.mapping();
        this.mayMerge = needs.mayMerge();
    }

    List<CheckResult> results(List<TableDefinition> tables) {
        List<CheckResult> results = new ArrayList<>();
        Map<TableId, TableId> owners = new HashMap<>();
        for (TableDefinition table : tables) {
            TableId target = mapping.tables().map(table.id());
            TableId other = owners.putIfAbsent(target, table.id());
            if (other != null && !mayMerge) {
                results.add(CheckResult.failed("names", TABLES, "Source tables " + other + " and " + table.id()
                        + " are both mapped to " + target, "give one of them another rule, or set"
                        + " name.mapping.allow.merge=true if that is meant"));
            }
            Stream.of(target.schema(), target.name()).filter(NameChecks::isTooLong).forEach(name ->
                    results.add(tooLong(TABLES, name, "source table " + table.id())));
            checkColumns(table, results);
        }
        return results.isEmpty() ? List.of(CheckResult.ok("names", TABLES, tables.size() + " different tables"))
                : results;
    }

    private void checkColumns(TableDefinition table, List<CheckResult> results) {
        Map<String, String> owners = new HashMap<>();
        for (ColumnDefinition column : table.columns()) {
            String target = mapping.columns().map(table.id(), column.name());
            String other = owners.putIfAbsent(target, column.name());
            if (other != null) {
                results.add(CheckResult.failed("names", COLUMNS, "Columns '" + other + "' and '" + column.name()
                        + "' of source table " + table.id() + " are both mapped to '" + target + "'",
                        "give one of them another rule"));
            }
            if (isTooLong(target)) {
                results.add(tooLong(COLUMNS, target, "column '" + column.name() + "' of source table " + table.id()));
            }
        }
    }

    private static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES;
    }

    private static CheckResult tooLong(String option, String name, String whose) {
        return CheckResult.failed("names", option, "Name '" + name + "' for " + whose + " is longer than "
                + MAX_NAME_BYTES + " bytes, which PostgreSQL would cut off", "choose a shorter one");
    }
}
