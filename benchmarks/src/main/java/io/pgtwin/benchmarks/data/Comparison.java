package io.pgtwin.benchmarks.data;

import java.util.List;
import java.util.stream.Collectors;

import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.TableComparison;
import io.pgtwin.testbed.sql.TableContents;
import io.pgtwin.testbed.sql.TableDifference;

/**
 * What both databases hold after a run: a checksum over all values of each table was compared.
 *
 * @param rows of the source
 */
public record Comparison(int tables, long rows, List<TableDifference> differences) {
    public static Comparison of(Databases databases) {
        List<TableComparison> compared = ContentComparison.between(databases.source(), databases.target())
                .compare(databases.source().tables(), table -> { });
        return new Comparison(compared.size(),
                compared.stream().flatMap(it -> it.source().stream()).mapToLong(TableContents::rows).sum(),
                compared.stream().flatMap(it -> it.difference().stream()).toList());
    }

    public boolean isEqual() {
        return differences.isEmpty();
    }

    /** @return what differs, in one line */
    public String text() {
        return differences.stream().map(TableDifference::toString).collect(Collectors.joining("; "));
    }
}
