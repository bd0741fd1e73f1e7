package io.pgtwin.common.model;

/** Text of the server is not UTF-8, although that was asked for: a database of encoding SQL_ASCII holds any bytes. */
public final class NotUtf8Exception extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotUtf8Exception() {
        super("the server's text is not UTF-8");
    }
}
