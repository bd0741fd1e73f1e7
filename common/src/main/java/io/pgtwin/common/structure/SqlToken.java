package io.pgtwin.common.structure;

/** A token of SQL text as the server writes it. The texts of all tokens together are the whole text again. */
record SqlToken(Kind kind, String text) {
    /** What a token can be. */
    enum Kind {
        /** An identifier without quotes, which the server writes in small letters, or a keyword. */
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SPACE,
        /** An operator, or one of {@code . , ( ) [ ] :: ;}. */
        SYMBOL
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.QUOTED || kind == Kind.WORD && Character.toLowerCase(text.charAt(0)) == text.charAt(0);
    }

    /** The name that an identifier stands for. */
    String name() {
        return kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
