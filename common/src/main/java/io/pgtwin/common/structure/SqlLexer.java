package io.pgtwin.common.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Splits SQL text as PostgreSQL's own functions write it: without comments, and complete. */
final class SqlLexer {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";

    private final String sql;
    private int at;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    static List<SqlToken> tokens(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        List<SqlToken> tokens = new ArrayList<>();
        while (lexer.at < sql.length()) {
            tokens.add(lexer.next());
        }
        return tokens;
    }

    private SqlToken next() {
        char first = sql.charAt(at);
        if (Character.isWhitespace(first)) {
            return token(SqlToken.Kind.SPACE, endWhile(at, Character::isWhitespace));
        }
        if (first == '"') {
            return token(SqlToken.Kind.QUOTED, endOfQuoted(at, false));
        }
        if (first == '\'') {
            return token(SqlToken.Kind.STRING, endOfQuoted(at, false));
        }
        if ("EeBbXx".indexOf(first) >= 0 && isAt(at + 1, '\'')) {
            return token(SqlToken.Kind.STRING, endOfQuoted(at + 1, first == 'E' || first == 'e'));
        }
        if (Character.isLetter(first) || first == '_') {
            return token(SqlToken.Kind.WORD,
                    endWhile(at, it -> Character.isLetterOrDigit(it) || it == '_' || it == '$'));
        }
        if (Character.isDigit(first)) {
            return token(SqlToken.Kind.NUMBER, endWhile(at, it -> Character.isLetterOrDigit(it) || it == '.'));
        }
        return first == '$' ? dollarQuoted() : symbol(first);
    }

    private SqlToken token(SqlToken.Kind kind, int end) {
        SqlToken token = new SqlToken(kind, sql.substring(at, end));
        at = end;
        return token;
    }

    private SqlToken symbol(char first) {
        if (OPERATORS.indexOf(first) >= 0) {
            return token(SqlToken.Kind.SYMBOL, endWhile(at, it -> OPERATORS.indexOf(it) >= 0));
        }
        return token(SqlToken.Kind.SYMBOL, first == ':' && isAt(at + 1, ':') ? at + 2 : at + 1);
    }

    private SqlToken dollarQuoted() {
        int open = endWhile(at + 1, it -> Character.isLetterOrDigit(it) || it == '_');
        if (!isAt(open, '$')) {
            return token(SqlToken.Kind.SYMBOL, at + 1);
        }
        String tag = sql.substring(at, open + 1);
        int close = sql.indexOf(tag, open + 1);
        return token(SqlToken.Kind.STRING, close < 0 ? sql.length() : close + tag.length());
    }

    /** @param escapes whether a backslash takes the next character with it */
    private int endOfQuoted(int open, boolean escapes) {
        char quote = sql.charAt(open);
        for (int i = open + 1; i < sql.length(); i++) {
            if (escapes && sql.charAt(i) == '\\' || sql.charAt(i) == quote && isAt(i + 1, quote)) {
                i++;
            } else if (sql.charAt(i) == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }

    private boolean isAt(int index, char expected) {
        return index < sql.length() && sql.charAt(index) == expected;
    }

    private int endWhile(int from, IntPredicate inside) {
        int end = from;
        while (end < sql.length() && inside.test(sql.charAt(end))) {
            end++;
        }
        return end;
    }
}
