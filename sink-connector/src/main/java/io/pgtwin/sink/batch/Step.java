package io.pgtwin.sink.batch;

import java.util.ArrayList;
import java.util.List;

import io.pgtwin.common.model.TableDefinition;

/**
 * A part of what a batch has for one table that is carried out in one way, after the part before it.
 *
 * @param events empty for blocks
 * @param blocks empty for everything else
 */
public record Step(Kind kind, TableDefinition table, List<SinkEvent> events, List<SinkBlock> blocks) {
    /** In which way. */
    public enum Kind {
        /**
         * New rows that need no more than to be appended: those of the full copy, and any new row of a table without
         * key.
         */
        APPEND,
        /** Blocks of new rows. */
        APPEND_BLOCKS,
        /** Changes that are reduced to their net effect. */
        COMPACT,
        /** Events that need their own statement each, in order. */
        ONE_BY_ONE,
        /** One event that empties the table. */
        TRUNCATE
    }

    static Step start(Kind kind, TableDefinition table) {
        return new Step(kind, table, new ArrayList<>(), new ArrayList<>());
    }

    /** How many rows and changes there are. */
    public int size() {
        return events.size() + blocks.stream().mapToInt(block -> block.block().rows()).sum();
    }

    /** The step with its blocks, if it has any, replaced by their rows. */
    public Step inRows(List<SinkEvent> rows) {
        return new Step(Kind.APPEND, table, rows, List.of());
    }

    static Kind kindOf(SinkEvent event) {
        return switch (event.change().operation()) {
            case TRUNCATE -> Kind.TRUNCATE;
            case READ -> event.mayRepeat() && event.change().table().hasKey() ? Kind.COMPACT : Kind.APPEND;
            case CREATE -> event.change().table().hasKey() ? Kind.COMPACT : Kind.APPEND;
            case UPDATE -> event.movesKey() ? Kind.ONE_BY_ONE : changeKind(event);
            case DELETE -> changeKind(event);
        };
    }

    private static Kind changeKind(SinkEvent event) {
        return event.change().table().hasKey() ? Kind.COMPACT : Kind.ONE_BY_ONE;
    }

    /** A truncate stands alone; a row of the copy may follow changes, because partitions interleave. */
    boolean takes(Kind next, TableDefinition definition) {
        boolean sameWay = kind == next || kind == Kind.COMPACT && next == Kind.APPEND && table.hasKey();
        return sameWay && kind != Kind.TRUNCATE && table == definition;
    }
}
