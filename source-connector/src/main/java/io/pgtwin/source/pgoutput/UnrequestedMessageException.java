package io.pgtwin.source.pgoutput;

/** A message that PostgreSQL sends only to those who ask for it, which pgtwin never does. */
public final class UnrequestedMessageException extends MalformedMessageException {

    /**
     * @param type the first byte of the message
     * @param name as in PostgreSQL's documentation
     */
    public UnrequestedMessageException(char type, String name) {
        super(type, "type", 0, name + " belongs to the streaming of unfinished transactions or to two-phase commit;"
                + " start replication with proto_version 1, without the options streaming and two_phase");
    }
}
