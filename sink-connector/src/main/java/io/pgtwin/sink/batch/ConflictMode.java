package io.pgtwin.sink.batch;

/** What happens when an inserted row's key is taken in the target, or an updated row is missing. */
public enum ConflictMode {
    /** The task stops and says where. */
    ERROR,
    /** The source's row wins. */
    OVERWRITE
}
