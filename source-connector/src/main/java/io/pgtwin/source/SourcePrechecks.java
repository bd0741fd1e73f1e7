package io.pgtwin.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureReader;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.catalog.TableCatalog;
import io.pgtwin.source.offset.SyncStep;
import io.pgtwin.source.preflight.SourceChecks;
import io.pgtwin.source.preflight.SourceNeeds;

/** What can be told of a source before it is deployed, from its options and its database. Changes nothing. */
public final class SourcePrechecks {
    private static final String APPLICATION = "pgtwin precheck";

    private final SourceOptions options;

    /** @param properties the connector's configuration, in which every option is well-formed */
    public SourcePrechecks(Map<String, String> properties) {
        this.options = new SourceOptions(properties);
    }

    /** Every check of the database, those that passed too. */
    public List<CheckResult> results() {
        return SourceChecks.of(options.connection().settings(APPLICATION), needs());
    }

    private SourceNeeds needs() {
        return new SourceNeeds(options.connection().settings(APPLICATION).allowsStandby(),
                options.steps().contains(SyncStep.STRUCTURE), options.steps().contains(SyncStep.INCREMENTAL),
                options.createsPublication(), options.slotName(), options.publicationName(), options.tables(), topics(),
                options.statusInterval());
    }

    /** What the target must satisfy. @throws io.pgtwin.common.failure.PgTwinException if no table can be taken */
    public Announcement announcement() {
        try (Connection session = new Sessions(options.connection().settings(APPLICATION)).open()) {
            TableCatalog catalog = new TableCatalog(session, options.tables());
            List<SourceTable> tables = catalog.tables();
            Structure structure = new StructureReader(session, options.includes()).read(
                    tables.stream().map(SourceTable::id).toList(), catalog.excludedColumns(tables));
            return new Announcement(tables.stream().map(SourceTable::definition).toList(), structure,
                    options.steps().contains(SyncStep.STRUCTURE), options.steps().contains(SyncStep.FULL),
                    SourceChecks.bytes(session, tables));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the source's tables");
        }
    }

    public TopicNames topics() {
        return new TopicNames(options.topicPrefix());
    }

    /**
     * What a source tells the sink before the first row.
     *
     * @param carriesStructure whether the structure is a step of the sync
     * @param rowsFollow whether rows are copied
     * @param bytes how much room the tables take
     */
    public record Announcement(List<TableDefinition> tables, Structure structure, boolean carriesStructure,
            boolean rowsFollow, long bytes) {}
}
