package io.pgtwin.source.pgoutput;

/** Bytes that are no {@code pgoutput} message as PostgreSQL documents them. Says where; never shows a row's values. */
public class MalformedMessageException extends RuntimeException {

    /**
     * @param type     the first byte of the message
     * @param field    what was being read, named as in PostgreSQL's documentation
     * @param position of the field in the message, whose type is byte 0
     * @param reason   what is wrong with it
     */
    public MalformedMessageException(char type, String field, int position, String reason) {
        super("pgoutput message " + printable(type) + ", field '" + field + "' at byte " + position + ": " + reason);
    }

    private static String printable(char type) {
        return type > ' ' && type <= '~' ? "'" + type + "'" : String.format("0x%02x", (int) type);
    }
}
