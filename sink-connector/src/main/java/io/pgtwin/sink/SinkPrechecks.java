package io.pgtwin.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.sink.batch.ConflictMode;
import io.pgtwin.sink.preflight.TargetChecks;
import io.pgtwin.sink.preflight.TargetNeeds;
import io.pgtwin.sink.structure.Announced;
import io.pgtwin.sink.structure.MappedNames;

/** What can be told of a target before a sink is deployed, from its options and its database. Changes nothing. */
public final class SinkPrechecks {
    private final SinkOptions options;

    /** @param properties the connector's configuration, in which every option is well-formed */
    public SinkPrechecks(Map<String, String> properties) {
        this.options = new SinkOptions(properties);
    }

    /** Every check that needs no knowledge of the tables, those that passed too. */
    public List<CheckResult> results() {
        return TargetChecks.of(settings(), needs(options));
    }

    /** Every check, those that passed too. */
    public List<CheckResult> results(Announced announced) {
        return TargetChecks.of(settings(), needs(options), announced);
    }

    /** Under which name a source table is to stand in the target. */
    public TableId targetOf(TableId source) {
        return options.mapping().tables().map(source);
    }

    /**
     * Under which name each object of a structure stands in the target, or would. Empty if that cannot be told, for a
     * reason that checks tell.
     */
    public Map<StructureObject, TableId> targetsOf(List<StructureObject> objects) {
        try (Connection session = new Sessions(settings()).open()) {
            StructureCreator names = new StructureCreator(session, new MappedNames(options.mapping()));
            Map<StructureObject, TableId> targets = new LinkedHashMap<>();
            objects.forEach(object -> targets.put(object, names.targetOf(object)));
            return targets;
        } catch (SQLException | PgTwinException e) {
            return Map.of();
        }
    }

    private ConnectionSettings settings() {
        return options.connection().settings("pgtwin sink precheck");
    }

    /** What a sink of these options wants of its target. */
    static TargetNeeds needs(SinkOptions options) {
        return new TargetNeeds(options.connector(), options.progressSchema(), options.mapping(),
                options.appliesStructure(), options.conflictMode() == ConflictMode.ERROR, options.allowsMerge());
    }
}
