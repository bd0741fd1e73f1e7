package io.pgtwin.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.pg.SqlResource;
import io.pgtwin.common.structure.SequenceReader;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.SourceCatalog;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.stream.ReplicationSlot;
import io.pgtwin.source.stream.SlotState;

/**
 * What must be known of a sync's source when its target is about to take over. One session, which is closed with it.
 */
public final class SourceTakeOver implements AutoCloseable {
    private static final String WRITERS = SqlResource.read(SourceTakeOver.class, "writers.sql");

    private final SourceOptions options;
    private final Connection session;
    private final SourceCatalog catalog;

    /**
     * @param properties the connector's configuration, in which every option is well-formed
     * @throws PgTwinException if the source cannot be reached
     */
    public SourceTakeOver(Map<String, String> properties) {
        this.options = new SourceOptions(properties);
        this.session = new Sessions(options.connection().settings("pgtwin handover")).open();
        this.catalog = new SourceCatalog(session);
    }

    public TopicNames topics() {
        return new TopicNames(options.topicPrefix());
    }

    /** Without, there is no slot, and the sync is complete when its copy is. */
    public boolean followsChanges() {
        return options.steps().contains(SyncStep.INCREMENTAL);
    }

    /** What has written something in a transaction that is not over, in words. */
    public List<String> writers() {
        try (Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(WRITERS)) {
            List<String> writers = new ArrayList<>();
            while (row.next()) {
                writers.add(row.getString(1));
            }
            return writers;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot look for open transactions of the source");
        }
    }

    /**
     * Everything that is committed lies below.
     *
     * @throws PgTwinException STANDBY_UNSUITABLE: a standby does not know what its primary has committed
     */
    public Lsn end() {
        if (catalog.isStandby()) {
            throw new PgTwinException(FailureKind.STANDBY_UNSUITABLE, "The source is a standby, which does not know"
                    + " whether it has all that its primary has committed. When nothing writes to the primary any more,"
                    + " stop it and promote the standby with SELECT pg_promote(), then run this again");
        }
        // an idle server writes to its disk, and so to the slot, only up to the end of the last transaction
        catalog.advanceLsn();
        return catalog.currentLsn();
    }

    /**
     * What lies below is in Kafka.
     *
     * @throws PgTwinException SLOT_MISSING or SLOT_LOST
     */
    public Lsn confirmed() {
        SlotState slot = new ReplicationSlot(options.slotName()).state(session).orElseThrow(() -> new PgTwinException(
                FailureKind.SLOT_MISSING, "Slot '" + options.slotName() + "' does not exist"));
        slot.loss().ifPresent(loss -> {
            throw new PgTwinException(FailureKind.SLOT_LOST, "Slot '" + options.slotName() + "' is lost ("
                    + loss + ")");
        });
        return slot.confirmedFlush();
    }

    /** Where the sequences of the sync's tables stand. */
    public SequenceReader sequences(Collection<TableId> tables) {
        TableCatalog selected = new TableCatalog(session, options.tables());
        List<SourceTable> synced = selected.tables().stream().filter(table -> tables.contains(table.id())).toList();
        return new SequenceReader(session, synced.stream().map(SourceTable::id).toList(),
                selected.excludedColumns(synced));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot leave the source");
        }
    }
}
