package io.pgtwin.source.offset;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/**
 * How far a slice of the full copy has come: its writer and its reader. Every record of a slice carries an offset of
 * the slice's own partition, the last one that which says so. Connect stores the offsets of one partition in their
 * order and only when all before are in Kafka, so a slice that is stored as done is there with all its rows.
 *
 * <pre>
 * partition   {"slice": topic.prefix "schema"."name" first block}, the name being a partition's where there are some
 * offset      state         reading or done
 *             copy          consistent point of the sync that the copy is of
 *             end_block     exclusive; absent where the slice has no end
 *             form          tells the file and the columns from others, see TablePart
 *             snapshot_lsn  of the snapshot that the rows were read under
 *             rows          how many there were
 * </pre>
 *
 * All but the first two are there only if it is done. The range stands for itself: what a later start plans may be
 * different.
 *
 * @param finished empty while the slice is read
 */
public record SliceOffset(TableId part, long firstBlock, Lsn copy, Optional<Finished> finished) implements StoredPart {
    private static final String STATE = "state";
    private static final String READING = "reading";
    private static final String DONE = "done";
    private static final String COPY = "copy";
    private static final String END_BLOCK = "end_block";
    private static final String FORM = "form";
    private static final String SNAPSHOT_LSN = "snapshot_lsn";
    private static final String ROWS = "rows";

    /**
     * What a slice has brought.
     *
     * @param endBlock exclusive; empty where the slice has no end
     */
    public record Finished(OptionalLong endBlock, String form, Lsn snapshotLsn, long rows) {
        /** @param end exclusive; empty for what has no end */
        public boolean reaches(OptionalLong end) {
            return endBlock.isEmpty() || end.isPresent() && endBlock.getAsLong() >= end.getAsLong();
        }
    }

    public static SliceOffset reading(TableId part, long firstBlock, Lsn copy) {
        return new SliceOffset(part, firstBlock, copy, Optional.empty());
    }

    public SliceOffset done(Finished with) {
        return new SliceOffset(part, firstBlock, copy, Optional.of(with));
    }

    /** Whether a stored offset says that a slice is done. */
    public static boolean isDone(Map<String, ?> partition, Map<String, ?> offset) {
        return partition.containsKey("slice") && offset != null && DONE.equals(offset.get(STATE));
    }

    @Override
    public Map<String, ?> partitionIn(String topicPrefix) {
        return partition(topicPrefix, part, firstBlock);
    }

    static Map<String, String> partition(String topicPrefix, TableId part, long firstBlock) {
        return Map.of("slice", topicPrefix + " " + Sql.table(part) + " " + firstBlock);
    }

    @Override
    public Map<String, ?> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put(STATE, finished.isPresent() ? DONE : READING);
        map.put(COPY, copy.toString());
        finished.ifPresent(it -> {
            it.endBlock().ifPresent(end -> map.put(END_BLOCK, end));
            map.put(FORM, it.form());
            map.put(SNAPSHOT_LSN, it.snapshotLsn().toString());
            map.put(ROWS, it.rows());
        });
        return map;
    }

    /**
     * @param map null if nothing is stored
     * @throws PgTwinException CONFIGURATION if somebody stored something else
     */
    static Optional<SliceOffset> of(TableId part, long firstBlock, Map<String, ?> map) {
        if (map == null) {
            return Optional.empty();
        }
        try {
            SliceOffset slice = reading(part, firstBlock, Lsn.parse((String) map.get(COPY)));
            return Optional.of(READING.equals(map.get(STATE)) ? slice : slice.done(finished(map)));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new PgTwinException(FailureKind.CONFIGURATION, "The stored offset " + map
                    + " of a slice of table " + part
                    + " is none of a pgtwin source; delete the connector's offsets or restore them", e);
        }
    }

    private static Finished finished(Map<String, ?> map) {
        if (!DONE.equals(map.get(STATE))) {
            throw new IllegalArgumentException(STATE);
        }
        OptionalLong end = map.get(END_BLOCK) == null ? OptionalLong.empty() : OptionalLong.of(number(map, END_BLOCK));
        return new Finished(end, String.valueOf(map.get(FORM)), Lsn.parse((String) map.get(SNAPSHOT_LSN)),
                number(map, ROWS));
    }

    private static long number(Map<String, ?> map, String field) {
        return ((Number) map.get(field)).longValue();
    }
}
