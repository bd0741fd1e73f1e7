package io.pgtwin.source.pgoutput;

/** Which columns of the old row a table's updates and deletes are logged with. */
public enum ReplicaIdentity {
    /** The primary key, if there is one. */
    DEFAULT,
    NOTHING,
    FULL,
    INDEX;

    static ReplicaIdentity read(WireReader in) {
        int code = in.int8("replica_identity");
        return switch (code) {
            case 'd' -> DEFAULT;
            case 'n' -> NOTHING;
            case 'f' -> FULL;
            case 'i' -> INDEX;
            default -> throw in.before(1, "replica_identity", "unknown code " + (code & 0xFF));
        };
    }
}
