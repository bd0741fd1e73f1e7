package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.offset.AlteredOffsets;
import io.pgtwin.source.offset.SourceOffset;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.stream.ReplicationSlot;
import io.pgtwin.source.stream.SlotState;

/** Whether the source's server can do what people's own offsets ask for, before Connect stores them. */
final class OffsetAlteration {
    private final SourceOptions options;

    OffsetAlteration(SourceOptions options) {
        this.options = options;
    }

    /** @throws PgTwinException if the offsets have another shape, or the slot does not fit to them */
    void check(Map<Map<String, ?>, Map<String, ?>> offsets) {
        AlteredOffsets altered = AlteredOffsets.of(options.topicPrefix(), offsets);
        if (!options.steps().contains(SyncStep.INCREMENTAL) || altered.sync().isEmpty() && !altered.begunAgain()) {
            return;
        }
        Sessions sessions = new Sessions(options.connection().settings("pgtwin offsets " + options.topicPrefix()));
        try (Connection session = sessions.open()) {
            ReplicationSlot slot = new ReplicationSlot(options.slotName());
            Optional<SlotState> state = slot.state(session);
            if (altered.begunAgain() && state.isPresent()) {
                throw new PgTwinException(FailureKind.SLOT_EXISTS, "Without the stored offset nothing tells whose slot"
                        + " '" + slot.name() + "' is, so drop it first: SELECT pg_drop_replication_slot("
                        + Sql.literal(slot.name())
                        + "); the sync then begins again with a full copy");
            }
            if (altered.sync().isPresent()) {
                requireContinues(slot, state, altered.sync().get(), new SourceCatalog(session));
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot close a session");
        }
    }

    private static void requireContinues(ReplicationSlot slot, Optional<SlotState> state, SourceOffset offset,
            SourceCatalog catalog) {
        if (!catalog.systemIdentifier().equals(offset.systemId())) {
            throw new PgTwinException(FailureKind.OTHER_SERVER, "The source is database cluster "
                    + catalog.systemIdentifier()
                    + ", but the offset has system_id " + offset.systemId());
        }
        slot.requireContinues(state, offset, catalog.databaseName());
    }
}
