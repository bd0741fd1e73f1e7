package io.pgtwin.common.pg;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;

/**
 * {@code COPY}'s binary format, as far as rows pass through it unread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, file formats</a>
 */
public final class CopyBinary {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int FLAGS = SIGNATURE.length;
    private static final int EXTENSION_LENGTH = FLAGS + Integer.BYTES;
    private static final int HEADER_LENGTH = EXTENSION_LENGTH + Integer.BYTES;
    private static final int TRAILER = -1;

    /**
     * The types whose values have one binary form in all servers from version 10 on, and mean the same there. Not among
     * them are those that settings change ({@code money}, {@code xml}), those that hold numbers of the catalog
     * ({@code regclass}), and {@code interval}, in which versions before 17 take infinity for a finite value.
     */
    private static final Set<String> SAME_EVERYWHERE = Set.of("boolean", "smallint", "integer", "bigint", "real",
            "double precision", "numeric", "text", "character varying", "character", "\"char\"", "name", "bytea",
            "uuid", "date",
            "time without time zone", "time with time zone", "timestamp without time zone", "timestamp with time zone",
            "json", "jsonb", "bit", "bit varying", "inet", "cidr", "macaddr", "macaddr8", "oid", "point", "line",
            "lseg", "box",
            "path", "polygon", "circle", "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
            "tsvector");

    private static final Set<String> TEXTS = Set.of("text", "character varying");

    private CopyBinary() {}

    /**
     * Whether values of all columns can pass in binary into columns of the same types, whatever the two servers'
     * versions.
     */
    public static boolean suits(TableDefinition table) {
        return !table.columns().isEmpty()
                && table.columns().stream()
                .allMatch(column -> SAME_EVERYWHERE.contains(TypeName.parse(column.type()).name()));
    }

    /**
     * Whether a value of a type that {@link #suits} is one of another type in binary, too.
     *
     * @param source and {@code target} as {@code format_type} spells them
     */
    public static boolean isSame(String source, String target) {
        TypeName from = TypeName.parse(source);
        TypeName to = TypeName.parse(target);
        return from.isArray() == to.isArray() && (from.name().equals(to.name())
                || !from.isArray() && TEXTS.contains(from.name()) && TEXTS.contains(to.name()));
    }

    /** What comes before the rows. */
    public static byte[] header() {
        return Arrays.copyOf(SIGNATURE, HEADER_LENGTH);
    }

    /** What comes after the rows. */
    public static byte[] trailer() {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) TRAILER).array();
    }

    /** Whether a message that the server sent is what comes after the rows. */
    public static boolean isTrailer(byte[] message) {
        return message.length == Short.BYTES && ByteBuffer.wrap(message).getShort() == TRAILER;
    }

    /**
     * What follows the header in the first message that the server sent.
     *
     * @return empty if nothing does
     * @throws PgTwinException STREAM_MALFORMED if it does not begin with a header that this version knows
     */
    public static byte[] afterHeader(byte[] message) {
        if (message.length < HEADER_LENGTH || !Arrays.equals(message, 0, FLAGS, SIGNATURE, 0, FLAGS)) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED,
                    "Copied rows in binary do not begin with COPY's signature");
        }
        ByteBuffer header = ByteBuffer.wrap(message);
        int flags = header.getInt(FLAGS);
        int extension = header.getInt(EXTENSION_LENGTH);
        if (flags != 0 || extension < 0 || extension > message.length - HEADER_LENGTH) {
            throw new PgTwinException(FailureKind.STREAM_MALFORMED, "Copied rows in binary begin with flags " + flags
                    + " and an extension of " + extension + " bytes, which this version does not know");
        }
        return Arrays.copyOfRange(message, HEADER_LENGTH + extension, message.length);
    }
}
