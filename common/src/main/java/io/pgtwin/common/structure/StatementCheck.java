package io.pgtwin.common.structure;

import java.util.List;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * Lets through only single statements that define what a structure consists of: they come from records, and whoever can
 * write to a topic shall not thereby run anything at all in the target.
 */
final class StatementCheck {
    private static final Set<String> BEGINNINGS = Set.of("CREATE SCHEMA", "CREATE EXTENSION", "CREATE COLLATION",
            "CREATE TYPE", "CREATE DOMAIN", "CREATE SEQUENCE", "CREATE UNLOGGED", "CREATE TABLE", "CREATE INDEX",
            "CREATE UNIQUE", "CREATE STATISTICS", "ALTER TABLE", "ALTER DOMAIN", "ALTER SEQUENCE", "ALTER INDEX",
            "ALTER STATISTICS", "COMMENT ON");

    private StatementCheck() {}

    /** @throws PgTwinException RECORD_MALFORMED if the text is anything else */
    static String checked(String sql) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        String beginning = tokens.stream().filter(token -> token.kind() == SqlToken.Kind.WORD)
                .map(SqlToken::text).limit(2).reduce((first, second) -> first + " " + second).orElse("");
        if (!BEGINNINGS.contains(beginning) || tokens.stream().anyMatch(StatementCheck::isSuspicious)) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                    "A structure record has a statement that does not define a structure, or more than one");
        }
        return sql;
    }

    /** The server writes no comments, and a comment could hide where a statement ends. */
    private static boolean isSuspicious(SqlToken token) {
        boolean comment = token.text().contains("--") || token.text().contains("/*");
        return token.is(";") || token.kind() == SqlToken.Kind.SYMBOL && comment;
    }
}
