package io.pgtwin.common.structure;

/**
 * What became of an object in the target.
 *
 * @param detail under which name, or why not, in words
 */
public record Outcome(StructureObject object, Result result, String detail) {
    /** What a creator can do with an object. */
    public enum Result {
        CREATED,
        /** Something of its kind and name is there; it was left alone and not compared. */
        EXISTED,
        /** It needs a function that is not there. */
        LEFT_OUT
    }
}
