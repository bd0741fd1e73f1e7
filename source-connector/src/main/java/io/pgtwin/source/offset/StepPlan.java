package io.pgtwin.source.offset;

import static io.pgtwin.source.offset.SyncStep.FULL;
import static io.pgtwin.source.offset.SyncStep.INCREMENTAL;
import static io.pgtwin.source.offset.SyncStep.STRUCTURE;

import java.util.Optional;
import java.util.Set;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;

/**
 * How a task begins, from the steps that its sync has made or begun and those that are chosen now.
 *
 * <pre>
 * so far                      chosen now              plan
 * nothing                     any                     START
 * structure                   with full, incremental  START
 * in the middle of the copy   same full, incremental  START_AGAIN
 * complete                    the same                GO_ON
 * complete                    without full            GO_ON
 * complete                    with structure as well  TELL_STRUCTURE
 * anything else                                       STEPS_CHANGED
 * </pre>
 */
public enum StepPlan {
    /** As a new sync, whatever is stored. */
    START,
    /** The copy was interrupted. */
    START_AGAIN,
    /** With what comes after the stored offset, or with nothing. */
    GO_ON,
    /** The same, but the structure comes first. */
    TELL_STRUCTURE;

    /**
     * @param stored empty for a new sync
     * @param chosen not empty
     * @throws PgTwinException STEPS_CHANGED if going on with the chosen steps would be a gap or repeat rows
     */
    public static StepPlan of(Optional<SourceOffset> stored, Set<SyncStep> chosen) {
        if (stored.isEmpty() || touchesNoRows(stored.get()) && !isOnlyStructure(chosen)) {
            return START;
        }
        return stored.get().copied() ? afterCopy(stored.get().steps(), chosen) : inCopy(stored.get().steps(), chosen);
    }

    private static boolean touchesNoRows(SourceOffset stored) {
        return isOnlyStructure(stored.steps());
    }

    private static boolean isOnlyStructure(Set<SyncStep> steps) {
        return steps.equals(Set.of(STRUCTURE));
    }

    private static StepPlan inCopy(Set<SyncStep> begun, Set<SyncStep> chosen) {
        if (begun.contains(FULL) != chosen.contains(FULL)) {
            throw refusal(begun, chosen, "the full copy is not complete, so that it cannot be " + (begun.contains(FULL)
                    ? "left: rows would be missing" : "added: rows would come after their changes"));
        }
        if (begun.contains(INCREMENTAL) != chosen.contains(INCREMENTAL)) {
            throw refusal(begun, chosen, begun.contains(INCREMENTAL)
                    ? "the slot would keep the server's WAL with nobody to read it"
                    : "the changes since the copy began were not recorded, so that they would be missing");
        }
        return START_AGAIN;
    }

    private static StepPlan afterCopy(Set<SyncStep> made, Set<SyncStep> chosen) {
        if (chosen.contains(INCREMENTAL) && !made.contains(INCREMENTAL)) {
            throw refusal(made, chosen, "the changes since the full copy were not recorded, so that they would be"
                    + " missing");
        }
        if (made.contains(INCREMENTAL) && !chosen.contains(INCREMENTAL)) {
            throw refusal(made, chosen, "the slot would keep the server's WAL with nobody to read it; to end the sync,"
                    + " delete the connector and drop the slot");
        }
        if (chosen.contains(FULL) && !made.contains(FULL)) {
            throw refusal(made, chosen, "the target has changes already that the rows of a full copy would collide"
                    + " with");
        }
        return chosen.contains(STRUCTURE) && !made.contains(STRUCTURE) ? TELL_STRUCTURE : GO_ON;
    }

    private static PgTwinException refusal(Set<SyncStep> made, Set<SyncStep> chosen, String reason) {
        return new PgTwinException(FailureKind.STEPS_CHANGED, "The sync was begun with sync.steps="
                + SyncStep.text(made)
                + " and cannot go on with " + SyncStep.text(chosen) + ": " + reason);
    }
}
