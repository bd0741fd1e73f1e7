package io.pgtwin.sink;

import java.util.List;
import java.util.Map;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.sink.batch.ConflictMode;
import io.pgtwin.sink.preflight.TargetChecks;
import io.pgtwin.sink.preflight.TargetNeeds;
import io.pgtwin.sink.structure.Announced;

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

    private ConnectionSettings settings() {
        return options.connection().settings("pgtwin sink precheck");
    }

    /** What a sink of these options wants of its target. */
    static TargetNeeds needs(SinkOptions options) {
        return new TargetNeeds(options.connector(), options.progressSchema(), options.mapping(),
                options.appliesStructure(), options.conflictMode() == ConflictMode.ERROR, options.allowsMerge());
    }
}
