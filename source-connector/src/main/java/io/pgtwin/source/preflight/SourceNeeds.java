package io.pgtwin.source.preflight;

import java.time.Duration;

import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.TableSelection;

/**
 * What a sync wants of its source.
 *
 * @param carriesStructure whether sequences are carried over, among other things
 * @param allowsStandby whether the URL asks for a standby, or takes one
 * @param followsChanges whether it needs a slot and a publication
 * @param createsPublication whether pgtwin makes the publication
 */
public record SourceNeeds(boolean allowsStandby, boolean carriesStructure, boolean followsChanges,
        boolean createsPublication, String slot, String publication, TableSelection tables, TopicNames topics,
        Duration statusInterval) {}
