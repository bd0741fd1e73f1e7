package io.pgtwin.source.preflight;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.source.preflight.SlotFacts.Found;

/** From a slot that exists to whether a sync can go on with it. */
final class SlotChecks {
    private static final String CHECK = "slot";
    private static final String OPTION = "slot.name";
    private static final String PLUGIN = "pgoutput";
    /** What sessions of a source's task call themselves begins so. */
    private static final String OUR_READER = "pgtwin source";

    private SlotChecks() {}

    /**
     * No statement that drops a slot is offered where somebody could lose changes by it: the words tell what it would
     * mean.
     */
    static CheckResult result(SlotFacts slot, String database) {
        return slot.found().map(found -> result(slot.name(), found, database))
                .orElseGet(() -> CheckResult.ok(CHECK, OPTION, "Slot '" + slot.name() + "' is to be made"));
    }

    private static CheckResult result(String name, Found slot, String database) {
        String drop = "SELECT pg_drop_replication_slot(" + Sql.literal(name) + ")";
        boolean other = slot.plugin().filter(PLUGIN::equals).isEmpty()
                || slot.database().filter(database::equals).isEmpty();
        if (other) {
            return CheckResult.failed(CHECK, OPTION, "Slot '" + name + "' is of "
                    + slot.plugin().map(it -> "plugin " + it)
                    .orElse("physical replication") + slot.database().map(it -> " and database " + it).orElse("")
                    + ", not of plugin " + PLUGIN + " and database " + database,
                    "choose another slot.name. Whoever uses this slot would lose what it has not read yet with "
                    + drop);
        }
        if (slot.lost()) {
            return CheckResult.failed(CHECK, OPTION, "Slot '" + name + "' is lost: the server has removed WAL that it"
                    + " needs, so that nothing more is lost with it", "delete the connector's offsets, if it has any,"
                    + " for a new full copy, and", drop + ";");
        }
        return slot.active() ? active(name, slot) : CheckResult.warning(CHECK, OPTION, "Slot '" + name + "' exists",
                "a sync that has stored an offset goes on with it; a new one stops with SLOT_EXISTS: choose another"
                        + " slot.name for that. The sync that the slot belongs to, running or stopped, would lose"
                        + " every change that it has not read yet, and would need a new full copy, after " + drop);
    }

    /** A running sync whose configuration is changed reads its slot itself. */
    private static CheckResult active(String name, Found slot) {
        String end = "SELECT pg_terminate_backend(" + slot.pid() + ");";
        String found = "Slot '" + name + "' is read by process " + slot.pid();
        if (slot.reader().filter(reader -> !reader.startsWith(OUR_READER)).isPresent()) {
            return CheckResult.failed(CHECK, OPTION, found + ", '" + slot.reader().orElseThrow() + "'",
                    "choose another slot.name, or end it", end);
        }
        return CheckResult.warning(CHECK, OPTION, found, "that is well if it is this connector's own task; otherwise"
                + " choose another slot.name, or end it", end);
    }
}
