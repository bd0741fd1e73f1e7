package io.pgtwin.source.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;

/**
 * How far a sync has come, as Connect stores it: its writer and its reader.
 *
 * <pre>
 * partition   {"sync": topic.prefix}
 * offset      step              full while rows are copied, then incremental, also where that step is not chosen
 *             steps             those that were made or begun, like structure,full
 *             system_id         of the database cluster, see pg_control_system()
 *             timeline          of the cluster's history on which the position stands; absent until the stream was open
 *             consistent_point  where the slot starts, and the first attempt of the full copy was taken
 *             commit_lsn, lsn, seq   the position of the last event produced
 *             marked_lsn, unmarked   where the last watermark ends and what was written since, see {@link Unmarked};
 *                                    only where the position is not that of a watermark
 * </pre>
 *
 * @param copied whether everything is complete that comes before the changes
 * @param steps that were made or begun
 */
public record SourceOffset(boolean copied, Set<SyncStep> steps, String systemId, OptionalInt timeline,
        Lsn consistentPoint,
        Position position, Optional<Unmarked> unmarked) implements StoredPart {
    private static final String SYNC = "sync";
    private static final String STEP = "step";
    private static final String STEPS = "steps";
    private static final String FULL = "full";
    private static final String INCREMENTAL = "incremental";
    private static final String SYSTEM_ID = "system_id";
    private static final String TIMELINE = "timeline";
    private static final String CONSISTENT_POINT = "consistent_point";
    private static final String COMMIT_LSN = "commit_lsn";
    private static final String LSN = "lsn";
    private static final String SEQ = "seq";
    private static final String MARKED_LSN = "marked_lsn";
    private static final String UNMARKED = "unmarked";

    /** The state of a sync that begins to copy. */
    public static SourceOffset copying(Set<SyncStep> steps, String systemId, Lsn consistentPoint) {
        return new SourceOffset(false, steps, systemId, OptionalInt.empty(), consistentPoint,
                Position.upTo(consistentPoint),
                Optional.empty());
    }

    /**
     * The state when all rows have been produced.
     *
     * @param upTo what was committed before it is among them
     */
    public SourceOffset copied(Lsn upTo) {
        return new SourceOffset(true, steps, systemId, timeline, consistentPoint, Position.upTo(upTo),
                Optional.empty());
    }

    public SourceOffset at(Position reached) {
        return new SourceOffset(copied, steps, systemId, timeline, consistentPoint, reached, Optional.empty());
    }

    /** The state behind the last watermark. @param since what was written since then */
    public SourceOffset behind(Position reached, Unmarked since) {
        return new SourceOffset(copied, steps, systemId, timeline, consistentPoint, reached, Optional.of(since));
    }

    /** The state at the last watermark, as far as is known. */
    public SourceOffset atWatermark() {
        return unmarked.map(it -> at(Position.upTo(it.since()))).orElse(this);
    }

    /** The same on a timeline that contains its position. */
    public SourceOffset on(int current) {
        return new SourceOffset(copied, steps, systemId, OptionalInt.of(current), consistentPoint, position, unmarked);
    }

    /**
     * The state when the sync goes on with other steps.
     *
     * @param chosen what was copied stays among the steps, also if it is not chosen any more
     */
    public SourceOffset goingOnWith(Set<SyncStep> chosen) {
        Set<SyncStep> all = Stream.concat(chosen.stream(), steps.stream().filter(SyncStep.FULL::equals))
                .collect(Collectors.toUnmodifiableSet());
        return new SourceOffset(copied, all, systemId, timeline, consistentPoint, position, unmarked);
    }

    /** Whether a stored offset is that of something after the copy. */
    public static boolean isChange(Map<String, ?> offset) {
        return INCREMENTAL.equals(offset.get(STEP));
    }

    /** The slot may forget what lies below this LSN: the last transaction is kept, because it may be half produced. */
    public Lsn confirmable() {
        return copied ? position.commitLsn() : consistentPoint;
    }

    public static Map<String, ?> partition(String topicPrefix) {
        return Map.of(SYNC, topicPrefix);
    }

    @Override
    public Map<String, ?> partitionIn(String topicPrefix) {
        return partition(topicPrefix);
    }

    @Override
    public Map<String, ?> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put(STEP, copied ? INCREMENTAL : FULL);
        map.put(STEPS, SyncStep.text(steps));
        map.put(SYSTEM_ID, systemId);
        timeline.ifPresent(number -> map.put(TIMELINE, number));
        map.put(CONSISTENT_POINT, consistentPoint.toString());
        map.put(COMMIT_LSN, position.commitLsn().toString());
        map.put(LSN, position.lsn().toString());
        map.put(SEQ, position.seq());
        unmarked.ifPresent(it -> {
            map.put(MARKED_LSN, it.since().toString());
            map.put(UNMARKED, it.text());
        });
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
            return Optional.of(new SourceOffset(isCopied(map), steps(map), systemId, timeline(map),
                    consistentPoint, position,
                    unmarked(map)));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "The stored offset " + map
                    + " is none of a pgtwin source; delete the connector's offsets or restore them", e);
        }
    }

    /** The commit that a stored offset belongs to; null if it is none of a change. */
    public static Object commitLsn(Map<String, ?> map) {
        return map.get(COMMIT_LSN);
    }

    private static boolean isCopied(Map<String, ?> map) {
        return switch ((String) map.get(STEP)) {
            case FULL -> false;
            case INCREMENTAL -> true;
            default -> throw new IllegalArgumentException(STEP);
        };
    }

    /** Versions before did not store them; all of them were the default. */
    private static Set<SyncStep> steps(Map<String, ?> map) {
        String steps = (String) map.get(STEPS);
        return steps == null ? Set.of(SyncStep.values())
                : Stream.of(steps.split(",")).map(SyncStep::of).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Unmarked> unmarked(Map<String, ?> map) {
        return map.get(UNMARKED) == null ? Optional.empty()
                : Optional.of(Unmarked.parse((String) map.get(MARKED_LSN), (String) map.get(UNMARKED)));
    }

    private static OptionalInt timeline(Map<String, ?> map) {
        Number number = (Number) map.get(TIMELINE);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number.intValue());
    }

    private static Lsn lsn(Map<String, ?> map, String field) {
        return Lsn.parse((String) map.get(field));
    }
}
