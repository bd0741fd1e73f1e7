package io.pgtwin.sink.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.database.ColumnMapping;
import io.pgtwin.sink.database.TargetColumn;
import io.pgtwin.sink.database.TargetTable;
import io.pgtwin.sink.database.TypeFit;

/**
 * A source table's definition beside a table that exists in the target: everything that {@code BoundTable} would refuse
 * one by one, and what fires when rows are written.
 */
final class TableComparison {
    static final String KEYS = "keys of target tables";
    private static final String COLUMNS = "columns of target tables";
    private static final String COLUMN_MAPPING = "column.mapping";
    private static final String NAME_MAPPING = "name.mapping";

    private final TableDefinition source;
    private final TargetTable target;
    private final ColumnMapping mapping;

    TableComparison(TableDefinition source, TargetTable target, ColumnMapping mapping) {
        this.source = source;
        this.target = target;
        this.mapping = mapping;
    }

    /** What is wrong, or worth to be known; empty if nothing is. */
    List<CheckResult> differences() {
        List<CheckResult> results = new ArrayList<>();
        source.columns().forEach(column -> compare(column, results));
        checkOtherColumns(results);
        checkKey(results);
        target.rewriting().forEach(rule -> results.add(CheckResult.failed("rules", NAME_MAPPING, "Rule '" + rule
                + "' of target table " + target.id() + " would rewrite what pgtwin writes", "as the owner",
                alter() + "DISABLE RULE " + Sql.identifier(rule) + ";")));
        target.firing().forEach(trigger -> results.add(CheckResult.warning("triggers", NAME_MAPPING, "Trigger '"
                + trigger + "' of target table " + target.id() + " fires on what is synced", "if it is not meant to, as"
                + " the owner", alter() + "DISABLE TRIGGER " + Sql.identifier(trigger) + ";")));
        return results;
    }

    private void compare(ColumnDefinition column, List<CheckResult> results) {
        String name = mapping.map(source.id(), column.name());
        TargetColumn found = target.column(name).orElse(null);
        String quoted = Sql.identifier(name);
        if (found == null) {
            results.add(CheckResult.failed(COLUMNS, COLUMN_MAPPING, "Target table " + target.id() + " has no column '"
                    + name + "' for column '" + column.name() + "' of source table " + source.id(),
                    "map it with column.mapping, or as the owner",
                    alter() + "ADD COLUMN " + quoted + " " + column.type() + ";"));
        } else if (!found.generated() && !TypeFit.fits(column.type(), found.baseType())) {
            results.add(CheckResult.failed(COLUMNS, COLUMN_MAPPING, "Column '" + name + "' of target table "
                    + target.id()
                    + " is " + found.type() + ", which does not hold every value of column '" + column.name()
                    + "' of source table " + source.id() + ", " + column.type(), "as the owner",
                    alter() + "ALTER COLUMN " + quoted + " TYPE " + column.type() + " USING " + quoted + "::"
                            + column.type() + ";"));
        }
    }

    private void checkOtherColumns(List<CheckResult> results) {
        Set<String> sent = source.columns().stream().map(column -> mapping.map(source.id(), column.name()))
                .collect(Collectors.toSet());
        target.columns().stream().filter(column -> !sent.contains(column.name()))
                .filter(column -> column.notNull() && !column.hasDefault() && !column.generated())
                .forEach(column -> results.add(CheckResult.failed(COLUMNS, COLUMN_MAPPING, "Column '" + column.name()
                        + "' of target table " + target.id() + " is NOT NULL without a default, and source table "
                        + source.id() + " has no column for it", "give it a default, or as the owner",
                        alter() + "ALTER COLUMN " + Sql.identifier(column.name()) + " DROP NOT NULL;")));
    }

    /** A key with a column that is missing can only be judged when that is there. */
    private void checkKey(List<CheckResult> results) {
        List<String> key = source.keyColumns().stream().map(column -> mapping.map(source.id(), column)).toList();
        boolean complete = key.stream().allMatch(column -> target.column(column).isPresent());
        if (!key.isEmpty() && complete && target.uniqueKey(Set.copyOf(key)).isEmpty()) {
            results.add(CheckResult.failed(KEYS, NAME_MAPPING, "Target table " + target.id()
                    + " has no primary key or unique index, without DEFERRABLE, on exactly " + key
                    + ", the key of source table " + source.id(), "as the owner",
                    "CREATE UNIQUE INDEX ON " + target.sqlName() + " (" + Sql.identifiers(key) + ");"));
        }
    }

    private String alter() {
        return "ALTER TABLE " + target.sqlName() + " ";
    }
}
