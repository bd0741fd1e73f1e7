package io.pgtwin.source.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

/**
 * How far a sync has come, as Connect stores it: its writer and its reader.
 *
 * <pre>
 * partition   {"sync": topic.prefix}
 * offset      step              full while rows are copied, then incremental
 *             system_id         of the database cluster, see pg_control_system()
 *             consistent_point  where the slot starts, and the first attempt of the full copy was taken
 *             commit_lsn, lsn, seq   the position of the last event produced
 * </pre>
 *
 * @param copied whether the full copy is complete
 */
public record SourceOffset(boolean copied, String systemId, Lsn consistentPoint, Position position) {
    private static final String SYNC = "sync";
    private static final String STEP = "step";
    private static final String FULL = "full";
    private static final String INCREMENTAL = "incremental";
    private static final String SYSTEM_ID = "system_id";
    private static final String CONSISTENT_POINT = "consistent_point";
    private static final String COMMIT_LSN = "commit_lsn";
    private static final String LSN = "lsn";
    private static final String SEQ = "seq";

    /** The state of a sync that begins to copy. */
    public static SourceOffset copying(String systemId, Lsn consistentPoint) {
        return new SourceOffset(false, systemId, consistentPoint, Position.upTo(consistentPoint));
    }

    /**
     * The state when all rows have been produced.
     *
     * @param upTo what was committed before it is among them
     */
    public SourceOffset copied(Lsn upTo) {
        return new SourceOffset(true, systemId, consistentPoint, Position.upTo(upTo));
    }

    public SourceOffset at(Position reached) {
        return new SourceOffset(copied, systemId, consistentPoint, reached);
    }

    /** The slot may forget what lies below this LSN: the last transaction is kept, because it may be half produced. */
    public Lsn confirmable() {
        return copied ? position.commitLsn() : consistentPoint;
    }

    public static Map<String, ?> partition(String topicPrefix) {
        return Map.of(SYNC, topicPrefix);
    }

    public Map<String, ?> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put(STEP, copied ? INCREMENTAL : FULL);
        map.put(SYSTEM_ID, systemId);
        map.put(CONSISTENT_POINT, consistentPoint.toString());
        map.put(COMMIT_LSN, position.commitLsn().toString());
        map.put(LSN, position.lsn().toString());
        map.put(SEQ, position.seq());
        return map;
    }

    /**
     * @param map null if nothing is stored
     * @throws PgTwinException CONFIGURATION if somebody stored something else
     */
    public static Optional<SourceOffset> of(Map<String, ?> map) {
        if (map == null) {
            return Optional.empty();
        }
        try {
            Lsn consistentPoint = lsn(map, CONSISTENT_POINT);
            Position position = new Position(lsn(map, COMMIT_LSN), lsn(map, LSN), ((Number) map.get(SEQ)).longValue());
            String systemId = Objects.requireNonNull((String) map.get(SYSTEM_ID));
            return Optional.of(new SourceOffset(isCopied(map), systemId, consistentPoint, position));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "The stored offset " + map
                    + " is none of a pgtwin source; delete the connector's offsets or restore them", e);
        }
    }

    private static boolean isCopied(Map<String, ?> map) {
        return switch ((String) map.get(STEP)) {
            case FULL -> false;
            case INCREMENTAL -> true;
            default -> throw new IllegalArgumentException(STEP);
        };
    }

    private static Lsn lsn(Map<String, ?> map, String field) {
        return Lsn.parse((String) map.get(field));
    }
}
