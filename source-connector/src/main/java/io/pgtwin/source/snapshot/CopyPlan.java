package io.pgtwin.source.snapshot;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.pgtwin.common.model.ControlMessage.TopicMark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.offset.SliceOffset;
import io.pgtwin.source.offset.SliceOffset.Finished;
import io.pgtwin.source.offset.StoredOffsets;

/**
 * Which slices a full copy has still to read, and which an earlier attempt has finished. A table whose file or columns
 * changed since begins again with its first slice: its ranges of blocks hold other rows, or rows of another shape.
 *
 * <p>A table without a key counts as finished only as a whole and as of one snapshot, because its changes since then
 * can be applied only to exactly that state.
 */
public final class CopyPlan {
    private final List<SourceTable> tables;
    private final List<Slice> slices;
    private final List<Slice> unread;
    private final Map<Slice.Place, Finished> finished;
    private final Set<Slice.Place> begun;
    private final Map<TableId, Long> rows;

    private CopyPlan(List<SourceTable> tables, List<Slice> slices, Map<Slice.Place, Finished> finished,
            Set<Slice.Place> begun) {
        this.tables = List.copyOf(tables);
        this.slices = slices;
        this.finished = finished;
        this.begun = begun;
        this.unread = slices.stream().filter(slice -> !finished.containsKey(slice.place())).toList();
        this.rows = slices.stream().filter(slice -> finished.containsKey(slice.place())).collect(Collectors.groupingBy(
                slice -> slice.table().id(), Collectors.summingLong(slice -> finished.get(slice.place()).rows())));
    }

    /**
     * Everything is to be read.
     *
     * @param blocksPerSlice at most, where the server lets a slice be a range of blocks
     */
    public static CopyPlan whole(List<SourceTable> tables, int serverVersion, long blocksPerSlice) {
        return new CopyPlan(tables, Slice.plan(tables, serverVersion, blocksPerSlice), Map.of(), Set.of());
    }

    /**
     * The same without what is stored as finished.
     *
     * @param copies which copy of a table goes on, by its first snapshot: what is stored of another one does not count
     */
    public CopyPlan after(StoredOffsets stored, Function<TableId, Lsn> copies) {
        Map<Slice.Place, Finished> done = new HashMap<>();
        Set<Slice.Place> started = new HashSet<>();
        grouped(slices, slice -> slice.table().id()).forEach((table, ofTable) -> {
            Map<Slice.Place, Finished> found = new HashMap<>();
            grouped(ofTable, slice -> slice.part().id()).forEach((part, ofPart) -> {
                Map<Long, SliceOffset> offsets = stored.slices(part, ofPart.stream().map(Slice::firstBlock).toList());
                offsets.values().removeIf(offset -> !offset.copy().equals(copies.apply(table)));
                offsets.keySet().forEach(first -> started.add(new Slice.Place(part, first)));
                found.putAll(finished(ofPart, offsets));
            });
            if (ofTable.get(0).table().definition().hasKey() || isOneState(ofTable, found.values())) {
                done.putAll(found);
            }
        });
        return new CopyPlan(tables, slices, done, started);
    }

    private static <K> Map<K, List<Slice>> grouped(List<Slice> slices, Function<Slice, K> key) {
        return slices.stream().collect(Collectors.groupingBy(key));
    }

    /**
     * What of a part is finished. A stored range may reach further than the slice that begins with it, because the
     * table was smaller when it was planned; the slices behind have brought no rows of their own then.
     */
    private static Map<Slice.Place, Finished> finished(List<Slice> ofPart, Map<Long, SliceOffset> offsets) {
        Map<Slice.Place, Finished> found = new HashMap<>();
        Optional<Finished> before = Optional.empty();
        for (Slice slice : ofPart) {
            Optional<Finished> own = Optional.ofNullable(offsets.get(slice.firstBlock())).flatMap(SliceOffset::finished)
                    .filter(it -> it.form().equals(slice.form()) && it.reaches(slice.end()));
            Optional<Finished> furthest = before;
            Optional<Finished> covering = own.or(() -> furthest.filter(it -> it.reaches(slice.end()))
                    .map(it -> new Finished(it.endBlock(), it.form(), it.snapshotLsn(), 0)));
            covering.ifPresent(it -> found.put(slice.place(), it));
            before = covering;
        }
        return found;
    }

    private static boolean isOneState(List<Slice> ofTable, Collection<Finished> found) {
        return found.size() == ofTable.size() && found.stream().map(Finished::snapshotLsn).distinct().count() == 1;
    }

    /** All of the sync. */
    public List<SourceTable> tables() {
        return tables;
    }

    /** Whether some of a table's rows are not read again. */
    public boolean goesOnWith(TableId table) {
        return rows.containsKey(table);
    }

    /** As of which snapshot the tables without a key are in Kafka that are not read again. */
    public Map<TableId, Lsn> keylessCopies() {
        Map<TableId, Lsn> copies = new HashMap<>();
        for (Slice slice : slices) {
            if (!slice.table().definition().hasKey() && finished.containsKey(slice.place())) {
                copies.put(slice.table().id(), finished.get(slice.place()).snapshotLsn());
            }
        }
        return copies;
    }

    /**
     * How many rows the finished slices of each table have brought, and where the last of them stands. Rows are
     * numbered under each snapshot, so that is the number of those under the latest. If other rows of the table were
     * written, too, and are not read again, they are gone under the next snapshot, and the catch-up tells of that above
     * them.
     */
    public Map<TableId, TopicMark> rowsBefore() {
        Map<TableId, TopicMark> marks = new HashMap<>();
        for (Slice slice : slices) {
            Finished before = finished.get(slice.place());
            if (before != null && before.rows() > 0) {
                marks.merge(slice.table().id(), rowsOf(before), CopyPlan::sum);
            }
        }
        return marks;
    }

    private static TopicMark rowsOf(Finished slice) {
        return new TopicMark(slice.rows(), Position.ofCopiedRow(slice.snapshotLsn(), slice.rows()));
    }

    private static TopicMark sum(TopicMark one, TopicMark other) {
        TopicMark both = one.and(other);
        boolean oneSnapshot = one.last().lsn().equals(other.last().lsn());
        return oneSnapshot
                ? new TopicMark(both.events(),
                        Position.ofCopiedRow(one.last().lsn(), one.last().seq() + other.last().seq()))
                : both;
    }

    /** In the order to read them. */
    List<Slice> unread() {
        return unread;
    }

    /** All, to be read or not. */
    List<Slice> slices() {
        return slices;
    }

    /** How many rows the finished slices of a table have brought. */
    long rowsOf(TableId table) {
        return rows.getOrDefault(table, 0L);
    }

    /** How many slices are not read again. */
    int kept() {
        return finished.size();
    }

    /** How many of a table's slices are not read again. */
    long keptOf(TableId table) {
        return slices.stream().filter(slice -> slice.table().id().equals(table)
                && finished.containsKey(slice.place())).count();
    }

    /** How many of a table's slices are read although an earlier attempt had begun them. */
    long rereadOf(TableId table) {
        return unread.stream().filter(slice -> slice.table().id().equals(table)
                && begun.contains(slice.place())).count();
    }

    @Override
    public String toString() {
        return tables.size() + " tables in " + slices.size() + " slices, " + unread.size()
                + " of them still to be read";
    }
}
