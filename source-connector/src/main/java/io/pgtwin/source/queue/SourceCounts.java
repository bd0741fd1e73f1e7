package io.pgtwin.source.queue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

import io.pgtwin.common.model.ChangeEvent;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.queue.Produced.Changes;
import io.pgtwin.source.queue.Produced.CopiedBlock;
import io.pgtwin.source.queue.Produced.CopiedRows;
import io.pgtwin.source.queue.Produced.Notice;

/**
 * What a task has produced, and how far it is behind its server. Safe for use by several threads; costs next to
 * nothing.
 */
public final class SourceCounts {
    private final Map<TableId, TableCounts> tables = new ConcurrentHashMap<>();
    private final BiConsumer<TableId, TableCounts> onTable;
    private volatile long lagMillis;
    private volatile long lagBytes;
    private volatile long retainedBytes;

    /** @param onTable told of each table before anything is counted of it */
    public SourceCounts(BiConsumer<TableId, TableCounts> onTable) {
        this.onTable = onTable;
    }

    public TableCounts of(TableId table) {
        return tables.computeIfAbsent(table, id -> {
            TableCounts counts = new TableCounts();
            onTable.accept(id, counts);
            return counts;
        });
    }

    /** Over all tables. */
    public long sum(ToLongFunction<TableCounts> number) {
        return tables.values().stream().mapToLong(number).sum();
    }

    void add(Produced produced) {
        if (produced instanceof CopiedRows rows) {
            of(rows.table().id()).addCopied(rows.rows());
        } else if (produced instanceof CopiedBlock block) {
            of(block.table().id()).addCopied(block.rows());
        } else if (produced instanceof Changes changes) {
            addEvents(changes.events());
        } else if (produced instanceof Notice notice && notice.message() instanceof Heartbeat
                && notice.offset() instanceof SourceOffset) {
            lagMillis = 0; // everything that was committed is produced
        }
    }

    private void addEvents(List<ChangeEvent> events) {
        int first = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || events.get(i).table() != events.get(first).table()) {
                of(events.get(first).table().id()).addEvents(i - first);
                first = i;
            }
        }
        lagMillis = Math.max(0, System.currentTimeMillis() - events.get(events.size() - 1).origin().commitMillis());
    }

    /**
     * The server was looked at.
     *
     * @param retained how much WAL it keeps because of the slot
     * @param lag how much of its WAL lies behind what is produced
     */
    public void looked(long retained, long lag) {
        retainedBytes = retained;
        lagBytes = lag;
    }

    /** From the commit of the change that was produced last until then; 0 if nothing has come since a heartbeat. */
    public long lagMillis() {
        return lagMillis;
    }

    public long lagBytes() {
        return lagBytes;
    }

    public long retainedBytes() {
        return retainedBytes;
    }
}
