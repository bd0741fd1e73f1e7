package io.pgtwin.sink.apply;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import io.pgtwin.sink.database.BoundTable;

/** A staging table: its statements, and which number stands for what in its column {@code op}. */
final class StagingTable {
    static final int DELETE = 0;
    static final int CHECK_ABSENT = 1;
    private static final int FIRST_NUMBER_OF_GROUPS = 2;

    private final SetSql sql;
    private final Map<Group, Integer> numbers = new HashMap<>();
    private boolean filled;

    /** Rows that one statement applies. Its number stays, so that the statement's text and plan stay. */
    record Group(Kind kind, BitSet columns) {}

    /** What the statement does, and what it says about a conflict. */
    enum Kind {
        /** Every row must be found. */
        UPDATE,
        /** Rows that are not found are left out. */
        LENIENT_UPDATE,
        /** New rows: one that is found is a conflict. */
        PUT_NEW,
        /** Changed rows: one that is not found is a conflict. */
        PUT_CHANGED,
        /** Rows that may be found or not. */
        PUT
    }

    StagingTable(BoundTable table, String name) {
        this.sql = new SetSql(table, name);
    }

    SetSql sql() {
        return sql;
    }

    int numberOf(Group group) {
        return numbers.computeIfAbsent(group, it -> FIRST_NUMBER_OF_GROUPS + numbers.size());
    }

    /** @return whether there are rows of an earlier step in it, which the next statements must not see again */
    boolean fill() {
        boolean before = filled;
        filled = true;
        return before;
    }

    boolean isFilled() {
        return filled;
    }

    /** The table is empty again; the server sees to it when the transaction ends. */
    void transactionEnded() {
        filled = false;
    }
}
