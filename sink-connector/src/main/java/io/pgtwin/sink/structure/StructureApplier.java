package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.ObjectDefined;
import io.pgtwin.common.model.ControlMessage.SequencesRead;
import io.pgtwin.common.model.ControlMessage.StructureDefined;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.NotCarried;
import io.pgtwin.common.structure.SequenceValue;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.common.structure.StructurePhase;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.structure.PlannedObject.Key;

/**
 * Takes what the source tells of its structure, in the session that applies rows and outside its transactions, so that
 * other sessions see everything at once. What rows need is made here; the rest is left to {@link StructureBuilder}.
 * Every step may be made again.
 */
public final class StructureApplier {
    private static final Logger LOG = LoggerFactory.getLogger(StructureApplier.class);

    private final Connection connection;
    private final StructureSettings settings;
    private final StructureStore store;
    private final MergedTables merged;
    private final TargetNotices checks;
    /** The tables that the target was checked for in this session. */
    private final Set<TableId> checked = new HashSet<>();
    /** The source's, of which the log has told why their values are not carried over. */
    private final Set<TableId> toldOfSequences = new HashSet<>();

    /** @param connection with auto-commit */
    public StructureApplier(Connection connection, StructureSettings settings, TargetNotices checks) {
        this.connection = connection;
        this.settings = settings;
        this.store = new StructureStore(connection, settings.schema(), settings.connector());
        this.checks = checks;
        this.merged = new MergedTables(connection, settings);
    }

    /** @throws PgTwinException if a table is refused, or cannot be made */
    public void take(List<SinkMessage> messages) throws SQLException {
        List<SinkMessage> objects = new ArrayList<>();
        for (SinkMessage sent : messages) {
            if (sent.message() instanceof ObjectDefined) {
                objects.add(sent);
            } else {
                store.announce(objects);
                objects.clear();
                take(sent);
            }
        }
        store.announce(objects);
    }

    private void take(SinkMessage sent) throws SQLException {
        ControlMessage message = sent.message();
        if (message instanceof StructureDefined defined) {
            complete(sent.topic(), sent.offset(), defined);
        } else if (message instanceof SequencesRead read && settings.applies()) {
            follow(StructureJson.readSequenceValues(read.values()));
        }
    }

    /**
     * Takes tables whose rows, or changes, are about to come. What they need and could not be made is tried again.
     *
     * @throws PgTwinException if a table is refused, or the target does not suit
     */
    public void start(List<TableStarted> tables) throws SQLException {
        for (TableStarted started : tables) {
            merged.check(started.table().id());
        }
        if (settings.applies() && !tables.isEmpty()) {
            StructureCreator creator = new StructureCreator(connection, new MappedNames(settings.mapping()));
            new TablesCreation(connection, settings, store, creator).create(store.failedBeforeRows());
        }
        List<TableStarted> unknown = tables.stream().filter(it -> checked.add(it.table().id())).toList();
        if (!unknown.isEmpty()) {
            boolean rowsFollow = unknown.stream().anyMatch(TableStarted::rowsFollow);
            checks.announced(new Announced(unknown.stream().map(TableStarted::table).toList(), List.of(),
                    false, rowsFollow,
                    OptionalLong.empty()));
        }
    }

    /** See {@link TargetNotices#copying}. */
    public void copying(List<TableDefinition> tables) {
        checks.copying(tables);
    }

    private void complete(String topic, long offset, StructureDefined defined) throws SQLException {
        store.forgetStale(topic, offset, defined.objects());
        tellNotCarried(topic, offset, StructureJson.readNotCarried(defined.notCarried()));
        List<PlannedObject> announced = store.announced(topic);
        check(announced, defined.rowsFollow());
        if (!settings.applies()) {
            for (PlannedObject planned : announced) {
                store.write(planned.key(), ObjectState.NOT_APPLIED, Optional.empty(), "structure.apply=false");
            }
            return;
        }
        List<PlannedObject> before = announced.stream().filter(it -> it.isIn(StructurePhase.BEFORE_ROWS)).toList();
        StructureCreator creator = new StructureCreator(connection, new MappedNames(settings.mapping()));
        new TablesCreation(connection, settings, store, creator).create(before);
        store.release(topic, defined.rowsFollow());
        LOG.info("Sink {}: {} objects of the structure told in topic '{}' are needed by rows and are there, {} come"
                + " later", settings.connector(), before.size(), topic, announced.size() - before.size());
    }

    private void check(List<PlannedObject> announced, boolean rowsFollow) throws SQLException {
        List<StructureObject> objects = announced.stream().map(PlannedObject::object).toList();
        if (settings.applies()) {
            for (StructureObject object : objects) {
                if (object.kind() == StructureKind.TABLE) {
                    merged.check(object.id());
                }
            }
            new StructureCreator(connection, new MappedNames(settings.mapping())).checkNames(objects);
        }
        List<TableDefinition> tables = announced.stream().flatMap(it -> it.rows().stream()).toList();
        checks.announced(new Announced(tables, objects, true, rowsFollow, OptionalLong.empty()));
        tables.forEach(it -> checked.add(it.id()));
    }

    private void tellNotCarried(String topic, long offset, List<NotCarried> notCarried) throws SQLException {
        for (NotCarried what : notCarried) {
            store.notCarried(topic, offset, what);
        }
        if (!notCarried.isEmpty()) {
            LOG.warn("Not carried over to the target: {}. They are also in table {}.structure",
                    notCarried.stream().map(it -> it.kind() + " " + it.name() + " (" + it.reason() + ")")
                            .collect(Collectors.joining("; ")), settings.schema());
        }
    }

    private void follow(List<SequenceValue> values) {
        FollowedSequences sequences = new FollowedSequences(connection, settings);
        for (SequenceValue value : values) {
            try {
                tell(value, sequences.follow(value));
            } catch (PgTwinException e) {
                if (e.isRetriable()) {
                    throw e;
                }
                warnOnce(value, e.getMessage());
            }
        }
    }

    private void tell(SequenceValue value, FollowedSequences.Result result) {
        switch (result) {
            case SET, SAME -> toldOfSequences.remove(value.sequence());
            case AHEAD -> warnOnce(value, "the target has used the sequence itself, and is further");
            case MISSING -> warnOnce(value, "it is not in the target");
        }
    }

    private void warnOnce(SequenceValue value, String reason) {
        if (toldOfSequences.add(value.sequence())) {
            LOG.warn("The value of the source's sequence {} is not carried over: {}", value.sequence(), reason);
        }
    }
}
