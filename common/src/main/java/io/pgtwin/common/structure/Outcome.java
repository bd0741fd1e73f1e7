package io.pgtwin.common.structure;

import io.pgtwin.common.model.TableId;

/**
 * What became of an object in the target.
 *
 * @param target its name in the target
 * @param detail why it was not made, in words; else empty
 */
public record Outcome(StructureObject object, TableId target, Result result, String detail) {
    /** What a creator can do with an object. */
    public enum Result {
        CREATED,
        /** Something of its kind and name is there; it was left alone and not compared. */
        EXISTED,
        /** It needs a function that is not there, or would keep the sink from working. */
        LEFT_OUT
    }
}
