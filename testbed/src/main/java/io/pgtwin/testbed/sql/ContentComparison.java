package io.pgtwin.testbed.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.pgtwin.testbed.process.TestbedException;

/**
 * Compares tables of a source and a target completely: number of rows and a checksum over all values of all columns
 * that the source has. Columns that only the target has do not count. The tables should be at rest.
 */
public final class ContentComparison {
    private final Database source;
    private final Database target;
    private final UnaryOperator<String> targetTable;
    private final UnaryOperator<String> targetColumn;

    private ContentComparison(Database source, Database target, UnaryOperator<String> targetTable,
                              UnaryOperator<String> targetColumn) {
        this.source = source;
        this.target = target;
        this.targetTable = targetTable;
        this.targetColumn = targetColumn;
    }

    public static ContentComparison between(Database source, Database target) {
        return new ContentComparison(source, target, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** @param mapping the target's {@code schema.table} for one of the source */
    public ContentComparison withTables(UnaryOperator<String> mapping) {
        return new ContentComparison(source, target, mapping, targetColumn);
    }

    /** @param mapping the target's column name for {@code schema.table.column} of the source */
    public ContentComparison withColumns(UnaryOperator<String> mapping) {
        return new ContentComparison(source, target, targetTable, mapping);
    }

    /** All of the source's tables that are not the same in the target. */
    public List<TableDifference> differences() {
        return differences(source.tables());
    }

    public List<TableDifference> differences(List<String> sourceTables) {
        return compare(sourceTables, table -> { }).stream().flatMap(table -> table.difference().stream()).toList();
    }

    /** @param progress told about every table as soon as it is compared */
    public List<TableComparison> compare(List<String> sourceTables, Consumer<TableComparison> progress) {
        try (ContentReader sourceReader = new ContentReader(source);
             ContentReader targetReader = new ContentReader(target)) {
            List<TableComparison> comparisons = new ArrayList<>();
            for (String table : sourceTables) {
                TableComparison comparison = compare(table, sourceReader, targetReader);
                progress.accept(comparison);
                comparisons.add(comparison);
            }
            return comparisons;
        } catch (SQLException e) {
            throw new TestbedException("Cannot compare " + source + " with " + target + ": " + e.getMessage(), e);
        }
    }

    private TableComparison compare(String table, ContentReader sourceReader, ContentReader targetReader)
            throws SQLException {
        String other = targetTable.apply(table);
        List<ComparedColumn> columns = sourceReader.columns(table);
        List<ComparedColumn> otherColumns = columns.stream()
                .map(column -> column.withName(targetColumn(table, column.name()))).toList();
        List<String> missing = missing(otherColumns, targetReader.columns(other));
        if (columns.isEmpty() || !missing.isEmpty()) {
            String reason = columns.isEmpty() ? "no such table in the source" : "the target lacks " + missing;
            return new TableComparison(table, other, Optional.empty(), Optional.empty(),
                    Optional.of(new TableDifference(table, other, reason)));
        }
        CompletableFuture<TableContents> expected = read(sourceReader, table, columns);
        return compared(table, other, expected, targetReader.contents(other, otherColumns));
    }

    private static List<String> missing(List<ComparedColumn> expected, List<ComparedColumn> found) {
        List<String> names = new ArrayList<>(expected.stream().map(ComparedColumn::name).toList());
        names.removeAll(found.stream().map(ComparedColumn::name).toList());
        return names;
    }

    private String targetColumn(String table, String column) {
        String mapped = targetColumn.apply(table + "." + column);
        return mapped.equals(table + "." + column) ? column : mapped;
    }

    private static CompletableFuture<TableContents> read(ContentReader reader, String table,
                                                         List<ComparedColumn> columns) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return reader.contents(table, columns);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static TableComparison compared(String table, String other, CompletableFuture<TableContents> future,
                                            TableContents found) {
        TableContents expected = future.join();
        return new TableComparison(table, other, Optional.of(expected), Optional.of(found),
                reason(expected, found).map(reason -> new TableDifference(table, other, reason)));
    }

    private static Optional<String> reason(TableContents expected, TableContents found) {
        if (expected.rows() != found.rows()) {
            return Optional.of(expected.rows() + " rows in the source, " + found.rows() + " in the target");
        }
        if (!expected.checksum().equals(found.checksum())) {
            return Optional.of(expected.rows() + " rows on both sides, but not the same values");
        }
        return Optional.empty();
    }
}
