package io.pgtwin.testbed.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import picocli.CommandLine.Option;

import io.pgtwin.testbed.sql.Database;

/** The options that name the user's own databases. */
final class OwnDatabases {
    private static final String SOURCE_VARIABLE = "PGTWIN_SOURCE_PASSWORD";
    private static final String TARGET_VARIABLE = "PGTWIN_TARGET_PASSWORD";

    @Option(names = "--source-url", required = true, paramLabel = "URL",
            description = "Copy from this database instead of a shop made for the purpose:"
                    + " jdbc:postgresql://host:port/name")
    private String sourceUrl;

    @Option(names = "--source-user", required = true, paramLabel = "NAME",
            description = "Account with the grants that the README lists for the source")
    private String sourceUser;

    @Option(names = "--source-password", paramLabel = "TEXT", description = "Better in $" + SOURCE_VARIABLE)
    private String sourcePassword;

    @Option(names = "--target-url", required = true, paramLabel = "URL", description = "Copy to this database")
    private String targetUrl;

    @Option(names = "--target-user", required = true, paramLabel = "NAME",
            description = "Account with the grants that the README lists for the target")
    private String targetUser;

    @Option(names = "--target-password", paramLabel = "TEXT", description = "Better in $" + TARGET_VARIABLE)
    private String targetPassword;

    @Option(names = "--tables", split = ",", paramLabel = "REGEX", defaultValue = ".*",
            description = "Copy tables whose whole schema.table name matches one of these; all by default")
    private List<String> tables;

    Database source() {
        return new Database(sourceUrl, sourceUser, password(sourcePassword, SOURCE_VARIABLE));
    }

    Database target() {
        return new Database(targetUrl, targetUser, password(targetPassword, TARGET_VARIABLE));
    }

    /** As {@code table.include.list} wants it. */
    String includeList() {
        return String.join(",", tables);
    }

    /** {@code schema.table} of those that take part; fails when there is none, or a database cannot be reached. */
    List<String> selectedTables() {
        target().value("SELECT 1");
        List<Pattern> patterns = tables.stream().map(OwnDatabases::pattern).toList();
        List<String> selected = source().tables().stream()
                .filter(table -> patterns.stream().anyMatch(pattern -> pattern.matcher(table).matches())).toList();
        if (selected.isEmpty()) {
            throw new QuickstartException("No table of the source matches --tables " + includeList());
        }
        return selected;
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new QuickstartException("--tables: " + regex + " is not a regular expression: " + e.getDescription());
        }
    }

    private static String password(String option, String variable) {
        return Optional.ofNullable(option).or(() -> Optional.ofNullable(System.getenv(variable))).orElse("");
    }
}
