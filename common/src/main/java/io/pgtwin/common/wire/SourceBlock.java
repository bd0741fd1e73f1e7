package io.pgtwin.common.wire;

import java.util.Map;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import io.pgtwin.common.Version;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Origin;
import io.pgtwin.common.model.Phase;
import io.pgtwin.common.model.Position;
import io.pgtwin.common.model.TableId;

/**
 * The envelope's {@code source} block: who wrote the event, where it stands and which table it is about. LSNs are INT64
 * and to be read as unsigned.
 */
final class SourceBlock {
    static final Schema SCHEMA = SchemaBuilder.struct().name("io.pgtwin.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("snapshot", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.INT64_SCHEMA)
            .field("commit_lsn", Schema.INT64_SCHEMA)
            .field("seq", Schema.INT64_SCHEMA)
            .build();

    private static final String CONNECTOR = "pgtwin";
    private static final Field VERSION = SCHEMA.field("version");
    private static final Field CONNECTOR_FIELD = SCHEMA.field("connector");
    private static final Field NAME = SCHEMA.field("name");
    private static final Field COMMITTED = SCHEMA.field("ts_ms");
    private static final Field SNAPSHOT = SCHEMA.field("snapshot");
    private static final Field DATABASE = SCHEMA.field("db");
    private static final Field TABLE_SCHEMA = SCHEMA.field("schema");
    private static final Field TABLE = SCHEMA.field("table");
    private static final Field TRANSACTION = SCHEMA.field("txId");
    private static final Field LSN = SCHEMA.field("lsn");
    private static final Field COMMIT_LSN = SCHEMA.field("commit_lsn");
    private static final Field SEQ = SCHEMA.field("seq");

    private SourceBlock() {}

    static Struct write(String name, String database, TableId table, Origin origin) {
        Position position = origin.position();
        return new StructFiller(SCHEMA)
                .put(VERSION, Version.current())
                .put(CONNECTOR_FIELD, CONNECTOR)
                .put(NAME, name)
                .put(COMMITTED, origin.commitMillis())
                .put(SNAPSHOT, origin.phase().label())
                .put(DATABASE, database)
                .put(TABLE_SCHEMA, table.schema())
                .put(TABLE, table.name())
                .put(TRANSACTION, origin.transactionId())
                .put(LSN, position.lsn().value())
                .put(COMMIT_LSN, position.commitLsn().value())
                .put(SEQ, position.seq())
                .struct();
    }

    static TableId readTable(Struct block) {
        return new TableId(block.getString("schema"), block.getString("table"));
    }

    static Origin readOrigin(Map<?, ?> block) {
        return origin(number(block, "commit_lsn"), number(block, "lsn"), number(block, "seq"), number(block, "ts_ms"),
                block.get("txId") == null ? null : number(block, "txId"), String.valueOf(block.get("snapshot")));
    }

    static TableId readTable(Map<?, ?> block) {
        return new TableId(String.valueOf(block.get("schema")), String.valueOf(block.get("table")));
    }

    /** Reads the blocks of one schema, which a converter may have built anew, by their fields' places. */
    static final class Reader {
        private final Field commitLsn;
        private final Field lsn;
        private final Field seq;
        private final Field committed;
        private final Field transaction;
        private final Field snapshot;

        Reader(Schema schema) {
            commitLsn = field(schema, "commit_lsn");
            lsn = field(schema, "lsn");
            seq = field(schema, "seq");
            committed = field(schema, "ts_ms");
            transaction = field(schema, "txId");
            snapshot = field(schema, "snapshot");
        }

        private static Field field(Schema schema, String name) {
            Field field = schema.field(name);
            if (field == null) {
                throw new PgTwinException(FailureKind.RECORD_MALFORMED, "The envelope has no field source." + name);
            }
            return field;
        }

        Origin read(Struct block) {
            return origin((Long) block.get(commitLsn), (Long) block.get(lsn), (Long) block.get(seq),
                    (Long) block.get(committed), (Long) block.get(transaction), (String) block.get(snapshot));
        }
    }

    private static Origin origin(long commitLsn, long lsn, long seq, long committed, Long transaction,
            String snapshot) {
        Phase phase = Phase.ofLabel(snapshot).orElseThrow(() -> new PgTwinException(FailureKind.RECORD_MALFORMED,
                "Field source.snapshot has a value that this version does not know"));
        Position position = new Position(new Lsn(commitLsn), new Lsn(lsn), seq);
        return new Origin(position, committed, transaction == null ? 0 : transaction, phase);
    }

    private static long number(Map<?, ?> block, String field) {
        if (block.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new PgTwinException(FailureKind.RECORD_MALFORMED, "Field source." + field + " is no number");
    }
}
