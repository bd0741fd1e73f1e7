package io.pgtwin.common.wire;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ControlMessage;
import io.pgtwin.common.model.ControlMessage.Heartbeat;
import io.pgtwin.common.model.ControlMessage.ObjectDefined;
import io.pgtwin.common.model.ControlMessage.SequencesRead;
import io.pgtwin.common.model.ControlMessage.StructureDefined;
import io.pgtwin.common.model.ControlMessage.TableCopied;
import io.pgtwin.common.model.ControlMessage.TableStarted;
import io.pgtwin.common.model.ControlMessage.Watermark;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.TableId;

/**
 * What the source tells the sink besides changes, as a Kafka record: its writer and its reader. The key is null.
 *
 * <pre>
 * type         heartbeat, table_started, table_copied, object_defined, structure_defined or sequences_read
 * ts_ms        when the record was written
 * lsn          of a heartbeat: everything committed before it has been produced
 * schema       table_started, table_copied, object_defined if it belongs to a table: the table's schema at the source
 * table        the same: the table's name at the source
 * rows         table_started: how many rows are expected; table_copied: how many there were; structure_defined: how
 *              many objects there were
 * rows_follow  structure_defined, table_started: whether the sync copies the rows
 * changes_follow  of table_started: whether the sync follows changes
 * definition   JSON. table_started: the table's columns and key, see {@link DefinitionJson}; object_defined: the
 *              object; structure_defined: what is not carried; sequences_read: the values; see
 *              {@link io.pgtwin.common.structure.StructureJson}
 * </pre>
 *
 * Watermarks have a form of their own, see {@link WatermarkRecord}.
 */
public final class ControlRecord {
    private static final String HEARTBEAT = "heartbeat";
    private static final String TABLE_STARTED = "table_started";
    private static final String TABLE_COPIED = "table_copied";
    private static final String OBJECT_DEFINED = "object_defined";
    private static final String STRUCTURE_DEFINED = "structure_defined";
    private static final String SEQUENCES_READ = "sequences_read";

    private static final Schema SCHEMA = SchemaBuilder.struct().name("io.pgtwin.Control").version(1)
            .field("type", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .field("schema", Schema.OPTIONAL_STRING_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .field("rows", Schema.OPTIONAL_INT64_SCHEMA)
            .field("rows_follow", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("changes_follow", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("definition", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private ControlRecord() {}

    public static Struct write(ControlMessage message) {
        if (message instanceof Watermark watermark) {
            return WatermarkRecord.write(watermark);
        }
        Struct value = new Struct(SCHEMA).put("ts_ms", message.writtenMillis());
        if (message instanceof Heartbeat heartbeat) {
            return value.put("type", HEARTBEAT).put("lsn", heartbeat.lsn().value());
        }
        if (message instanceof TableStarted started) {
            return putTable(value, started.table().id()).put("type", TABLE_STARTED).put("rows", started.estimatedRows())
                    .put("rows_follow", started.rowsFollow()).put("changes_follow", started.changesFollow())
                    .put("definition", DefinitionJson.write(started.table()));
        }
        if (message instanceof ObjectDefined defined) {
            defined.table().ifPresent(table -> putTable(value, table));
            return value.put("type", OBJECT_DEFINED).put("definition", defined.definition());
        }
        if (message instanceof StructureDefined defined) {
            return value.put("type", STRUCTURE_DEFINED).put("rows", defined.objects())
                    .put("rows_follow", defined.rowsFollow()).put("definition", defined.notCarried());
        }
        if (message instanceof SequencesRead sequences) {
            return value.put("type", SEQUENCES_READ).put("definition", sequences.values());
        }
        TableCopied copied = (TableCopied) message;
        return putTable(value, copied.table()).put("type", TABLE_COPIED).put("rows", copied.rows());
    }

    private static Struct putTable(Struct value, TableId table) {
        return value.put("schema", table.schema()).put("table", table.name());
    }

    /**
     * @return empty if the value is no control record
     * @throws PgTwinException RECORD_MALFORMED if it is one that this version does not know
     */
    public static Optional<ControlMessage> read(Object value) {
        if (value instanceof Struct struct && SCHEMA.name().equals(struct.schema().name())) {
            return Optional.of(read(struct::get));
        }
        if (WatermarkRecord.isWatermark(value)) {
            return Optional.of(WatermarkRecord.read(value));
        }
        if (value instanceof Map<?, ?> map && map.containsKey("type") && map.containsKey("ts_ms")) {
            return Optional.of(read(map::get));
        }
        return Optional.empty();
    }

    /** A field's value by its name; null if there is none. */
    private interface Fields {
        Object get(String name);
    }

    private static ControlMessage read(Fields fields) {
        String type = text(fields, "type");
        long written = number(fields, "ts_ms");
        return switch (type) {
            case HEARTBEAT -> new Heartbeat(written, new Lsn(number(fields, "lsn")));
            case TABLE_STARTED -> new TableStarted(written,
                    DefinitionJson.read(tableOf(fields), text(fields, "definition")), number(fields, "rows"),
                    flag(fields, "rows_follow"), flag(fields, "changes_follow"));
            case TABLE_COPIED -> new TableCopied(written, tableOf(fields), number(fields, "rows"));
            case OBJECT_DEFINED -> new ObjectDefined(written,
                    Optional.ofNullable(fields.get("table")).map(table -> tableOf(fields)), text(fields, "definition"));
            case STRUCTURE_DEFINED -> new StructureDefined(written, number(fields, "rows"),
                    flag(fields, "rows_follow"), text(fields, "definition"));
            case SEQUENCES_READ -> new SequencesRead(written, text(fields, "definition"));
            default -> throw new PgTwinException(FailureKind.RECORD_MALFORMED,
                    "A control record has the type '" + type + "', which this version does not know");
        };
    }

    private static TableId tableOf(Fields fields) {
        return new TableId(text(fields, "schema"), text(fields, "table"));
    }

    private static String text(Fields fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw malformed(name, "text");
    }

    private static long number(Fields fields, String name) {
        if (fields.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw malformed(name, "number");
    }

    private static boolean flag(Fields fields, String name) {
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw malformed(name, "boolean");
    }

    private static PgTwinException malformed(String field, String expected) {
        return new PgTwinException(FailureKind.RECORD_MALFORMED,
                "Field '" + field + "' of a control record is no " + expected);
    }
}
