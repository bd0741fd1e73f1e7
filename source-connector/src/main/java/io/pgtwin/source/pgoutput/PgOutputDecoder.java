package io.pgtwin.source.pgoutput;

import java.nio.ByteBuffer;

/**
 * Bytes in, message out: no connection, no cache, no configuration. Understands protocol version 1 of {@code pgoutput}
 * with text values and logical messages.
 */
public final class PgOutputDecoder {

    /**
     * @param message all of one message. Tuples keep looking at its bytes, so nobody may change them afterwards; its
     *                position stays where it is
     * @throws MalformedMessageException for anything but one whole message
     */
    public PgOutputMessage decode(ByteBuffer message) {
        WireReader in = new WireReader(message);
        return switch (in.type()) {
            case 'B' -> PgOutputMessage.Begin.read(in);
            case 'M' -> PgOutputMessage.Message.read(in);
            case 'C' -> PgOutputMessage.Commit.read(in);
            case 'O' -> PgOutputMessage.Origin.read(in);
            case 'R' -> PgOutputMessage.Relation.read(in);
            case 'Y' -> PgOutputMessage.Type.read(in);
            case 'I' -> PgOutputMessage.Insert.read(in);
            case 'U' -> PgOutputMessage.Update.read(in);
            case 'D' -> PgOutputMessage.Delete.read(in);
            case 'T' -> PgOutputMessage.Truncate.read(in);
            case 'S' -> throw new UnrequestedMessageException('S', "Stream Start");
            case 'E' -> throw new UnrequestedMessageException('E', "Stream Stop");
            case 'c' -> throw new UnrequestedMessageException('c', "Stream Commit");
            case 'A' -> throw new UnrequestedMessageException('A', "Stream Abort");
            case 'b' -> throw new UnrequestedMessageException('b', "Begin Prepare");
            case 'P' -> throw new UnrequestedMessageException('P', "Prepare");
            case 'K' -> throw new UnrequestedMessageException('K', "Commit Prepared");
            case 'r' -> throw new UnrequestedMessageException('r', "Rollback Prepared");
            case 'p' -> throw new UnrequestedMessageException('p', "Stream Prepare");
            default -> throw new MalformedMessageException(in.type(), "type", 0, "unknown message type");
        };
    }
}
