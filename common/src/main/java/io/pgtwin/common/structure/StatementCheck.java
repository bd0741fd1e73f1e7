package io.pgtwin.common.structure;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sql;

/**
 * Lets through only single statements that define what a structure consists of: they come from records, and whoever can
 * write to a topic shall not thereby run anything at all in the target.
 */
final class StatementCheck {
    private static final Set<String> BEGINNINGS = Set.of("CREATE SCHEMA", "CREATE EXTENSION", "CREATE COLLATION",
            "CREATE TYPE", "CREATE DOMAIN", "CREATE SEQUENCE", "CREATE UNLOGGED", "CREATE TABLE", "CREATE INDEX",
            "CREATE UNIQUE", "CREATE STATISTICS", "ALTER TABLE", "ALTER DOMAIN", "ALTER SEQUENCE", "ALTER INDEX",
            "ALTER STATISTICS", "COMMENT ON", "CREATE FUNCTION", "CREATE PROCEDURE", "CREATE VIEW",
            "CREATE MATERIALIZED",
            "CREATE TRIGGER", "CREATE CONSTRAINT", "CREATE POLICY", "GRANT SELECT", "GRANT INSERT", "GRANT UPDATE",
            "GRANT DELETE", "GRANT TRUNCATE", "GRANT REFERENCES", "GRANT TRIGGER", "GRANT MAINTAIN", "GRANT USAGE",
            "GRANT EXECUTE", "REVOKE EXECUTE");

    private static final Set<String> ROUTINES = Set.of("CREATE FUNCTION", "CREATE PROCEDURE");

    /** Functions may be made in any order: what their bodies use may come later. */
    static final String BODIES_UNCHECKED = "SET LOCAL check_function_bodies = off";

    private StatementCheck() {}

    /** @throws PgTwinException RECORD_MALFORMED if the text is anything else */
    static String checked(String sql) {
        if (sql.equals(BODIES_UNCHECKED)) {
            return sql;
        }
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        String beginning = tokens.stream().filter(token -> token.kind() == SqlToken.Kind.WORD)
                .map(SqlToken::text).limit(2).reduce((first, second) -> first + " " + second).orElse("");
        if (!BEGINNINGS.contains(beginning) || hasSecondStatement(tokens, ROUTINES.contains(beginning))
                || tokens.stream().anyMatch(StatementCheck::isComment)) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                    "A structure record has a statement that does not define a structure, or more than one");
        }
        return sql;
    }

    /** The driver takes the END of a CASE for that of BEGIN ATOMIC, and would split such a function after it. */
    static String unsplit(String checked) {
        boolean hasBody = SqlLexer.tokens(checked).stream().anyMatch(token -> token.is(";"));
        return hasBody ? "DO " + Sql.literal("BEGIN EXECUTE " + Sql.literal(checked) + "; END") : checked;
    }

    /** In a function, semicolons are allowed inside of BEGIN ATOMIC ... END, where an END also ends each CASE. */
    private static boolean hasSecondStatement(List<SqlToken> tokens, boolean routine) {
        int depth = 0;
        String before = "";
        for (SqlToken token : tokens) {
            String word = token.kind() == SqlToken.Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
            if (routine && before.equals("BEGIN") && word.equals("ATOMIC") && depth == 0
                    || word.equals("CASE") && depth > 0) {
                depth++;
            } else if (word.equals("END") && depth > 0) {
                depth--;
            } else if (token.is(";") && depth == 0) {
                return true;
            }
            before = token.kind() == SqlToken.Kind.SPACE ? before : word;
        }
        return depth > 0;
    }

    /** The server writes no comments, and a comment could hide where a statement ends. */
    private static boolean isComment(SqlToken token) {
        return token.kind() == SqlToken.Kind.SYMBOL && (token.text().contains("--") || token.text().contains("/*"));
    }
}
