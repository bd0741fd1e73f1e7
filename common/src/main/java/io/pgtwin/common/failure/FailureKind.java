package io.pgtwin.common.failure;

/** Lists every way to fail. The kind knows whether the same attempt may succeed later, and what a person can do. */
public enum FailureKind {
    // may pass by itself
    CONNECTION_LOST(true, "Check that the server runs and can be reached; the connection is retried until the"
            + " timeout."),
    SERVER_NOT_READY(true, "The server is starting, stopping or in recovery; the connection is retried until the"
            + " timeout."),
    TOO_MANY_CONNECTIONS(true, "Raise max_connections or end other sessions; the connection is retried until the"
            + " timeout."),
    CONCURRENT_UPDATE(true, "Another session was in the way (deadlock, serialization or lock timeout); it is tried"
            + " again."),
    SLOT_ACTIVE(true, "Another session reads this slot. End it (see pg_replication_slots.active_pid) or choose another"
            + " slot.name."),
    SNAPSHOT_LOST(true, "The copy starts again under a new snapshot."),

    FOREIGN_KEY_VIOLATED(true, "Each table advances by itself, so a row may come before the one that it refers to; it"
            + " is tried again for a while. Let the account set session_replication_role, make the foreign key"
            + " DEFERRABLE or drop it."),

    // a person has to act
    CONFIGURATION(false, "Correct the connector's configuration."),
    AUTHENTICATION(false, "Check connection.user and connection.password, and the server's pg_hba.conf."),
    DATABASE_MISSING(false, "Create the database or correct connection.url."),
    PRIVILEGE_MISSING(false, "Grant the account what the README lists under accounts and grants."),
    SERVER_UNSUITABLE(false, "Change the server's setting and restart it."),
    STANDBY_UNSUITABLE(false, "Do what the message says; the README tells more under a standby as the source."),
    STEPS_CHANGED(false, "Set sync.steps back, or begin a new sync: choose another topic.prefix, or delete the"
            + " connector's offsets and begin again as the README says."),
    NOTHING_SELECTED(false, "Correct the lists that select schemas, tables and columns."),
    TABLE_NOT_SYNCED(false, "Take it out with table.exclude.list; or, if it was in the sync before, have it copied"
            + " again with table.resync.list; or else begin another sync that takes just it, or this one again, as the"
            + " README says."),
    TABLE_UNSUITABLE(false, "Change the source's table as the message says, or take it out with table.exclude.list."),
    PUBLICATION_UNSUITABLE(false, "Correct the publication, or let pgtwin make it with"
            + " publication.autocreate=filtered."),
    SLOT_EXISTS(false, "Choose another slot.name. Drop the slot, with SELECT pg_drop_replication_slot(...), only if it"
            + " belongs to no other sync, running or stopped: that one would lose every change that it has not read"
            + " yet."),
    SLOT_MISSING(false, "Changes since the stored position are lost. Begin again with a full copy, as the README"
            + " says."),
    SLOT_UNSUITABLE(false, "Choose another slot.name. Whoever uses this slot would lose what it has not read yet if it"
            + " were dropped."),
    SLOT_LOST(false, "The server will not deliver the changes since the stored position any more. Drop the slot and"
            + " begin again with a full copy, as the README says; raise max_slot_wal_keep_size if WAL was removed."),
    SLOT_AHEAD(false, "Changes between the stored position and the slot are lost: the slot was made again, or somebody"
            + " else read it. Drop it and begin again with a full copy, as the README says."),
    OTHER_SERVER(false, "The stored position belongs to another database cluster. Correct connection.url, or begin"
            + " again with a full copy, as the README says."),
    TIMELINE_LEFT(false, "The server was promoted or restored without some changes that were sent already, so that"
            + " source and target differ. Begin again with a full copy, as the README says."),
    WAL_LIMIT(false, "The slot was dropped, so that the server's disk does not fill. Find out what held it back (the"
            + " broker, the worker, a transaction that was open for long), then begin again with a full copy, as the"
            + " README says."),
    TABLE_UNPUBLISHED(false, "Changes of it may be lost from then on. Have it copied again with table.resync.list, as"
            + " the README says; or take it out with table.exclude.list, so that the others go on."),
    TOPIC_MISSING(false, "Records that were not applied may be lost with it. Have its table copied again with"
            + " table.resync.list; if it is no table's topic, begin again with a full copy, as the README says. If its"
            + " table has left the sync, delete the topic's row from table progress in the target instead."),
    TOPIC_REPLACED(false, "The target's progress belongs to an earlier topic of the name, whose last records may be"
            + " lost. Have its table copied again with table.resync.list; if it is no table's topic, begin again with"
            + " a full copy, as the README says."),
    TOPIC_TRUNCATED(false, "Records that were not applied are gone. Have the topic's table copied again with"
            + " table.resync.list; if it is no table's topic, begin again with a full copy, as the README says. Raise"
            + " the topics' retention.ms and retention.bytes."),
    KAFKA_UNREACHABLE(true, "Check that the broker runs and can be reached; it is asked again until the timeout."),
    SINK_EXISTS(false, "Give the connector another name if both are to go on. If it has moved, delete the row of its"
            + " name from table sinks in the target; from another Kafka cluster it must begin again, as the README"
            + " says."),
    DEFINITION_CHANGED(false, "Change the target table in the same way, then restart the task; it goes on where it"
            + " stopped."),
    TYPE_UNSUITABLE(false, "Drop the column, or leave the table out with table.exclude.list."),
    TEXT_NOT_UTF8(false, "Convert the value in the source to UTF-8, then restart the task; if a change has it that the"
            + " WAL holds already, take a new full copy."),
    STREAM_MALFORMED(false, "The replication stream could not be decoded. Restart the task; if it fails again, report"
            + " it with the message."),
    RECORD_MALFORMED(false, "The record was not written by a pgtwin source or was changed on the way. Check topics,"
            + " converters and transforms."),
    RECORD_TOO_LARGE(false, "Raise producer.override.max.request.size in the source's configuration"
            + " (producer.override.buffer.memory must not be less) and max.message.bytes of the topic, then restart"
            + " the task; it goes on with this record."),
    TARGET_TABLE_MISSING(false, "Create the table in the target, or let pgtwin create it with structure.apply=true."),
    TARGET_COLUMN_MISSING(false, "Add the column to the target table, or map it with column.mapping."),
    TARGET_UNSUITABLE(false, "Change the target as the message says, then restart the task."),
    TYPE_MISSING(false, "Create the type or extension in the target, then restart the task."),
    VALUE_REFUSED(false, "The target column does not take the value; make it wide enough, then restart the task. For a"
            + " character that the target's encoding lacks, begin again with a database of encoding UTF8."),
    PARTITION_MISSING(false, "Create a partition in the target that takes the row, as the source has one, then restart"
            + " the task."),
    CONSTRAINT_VIOLATED(false, "Remove or correct what contradicts the row in the target, then restart the task."),
    CONFLICT(false, "Remove the row from the target or set conflict.mode=overwrite, then restart the task."),
    ROW_MISSING(false, "Restore the row in the target or set conflict.mode=overwrite, then restart the task; or have"
            + " the table copied again with the source's table.resync.list, as the README says."),
    WATERMARKS_MISSING(false, "Check that the sink reads every topic of the sync and that the source's"
            + " transaction.watermarks is true. What is gone from the topics cannot be applied whole: set"
            + " consistency=table, and back when all is applied."),
    PROGRESS_MOVED(false, "Another task wrote for the same sink and partition. Make sure that only one connector of"
            + " this name uses the target."),
    OUT_OF_SPACE(false, "Free space on the server, then restart the task."),
    UNEXPECTED(false, "Look at the cause below and at the server's log.");

    private final boolean retriable;
    private final String remedy;

    FailureKind(boolean retriable, String remedy) {
        this.retriable = retriable;
        this.remedy = remedy;
    }

    /** Whether the same attempt, unchanged, may succeed a little later. */
    public boolean isRetriable() {
        return retriable;
    }

    /** What a person can do about it, in one or two sentences. */
    public String remedy() {
        return remedy;
    }
}
