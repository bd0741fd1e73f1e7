package io.pgtwin.sink.preflight;

import io.pgtwin.sink.database.TargetMapping;

/**
 * What a sync wants of its target.
 *
 * @param connector the sink's name, under which its progress is kept
 * @param createsMissing whether missing tables, and what they need, are created
 * @param refusesRows whether a row that is there already is a conflict
 * @param mayMerge whether two source tables may become one
 */
public record TargetNeeds(String connector, String progressSchema, TargetMapping mapping, boolean createsMissing,
        boolean refusesRows, boolean mayMerge) {}
