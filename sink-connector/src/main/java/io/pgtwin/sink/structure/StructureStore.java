package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.model.ControlMessage.ObjectDefined;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlResource;
import io.pgtwin.common.structure.NotCarried;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.sink.batch.SinkMessage;
import io.pgtwin.sink.structure.PlannedObject.Key;

/** Reads and writes {@code structure} of one sink, in one session. */
final class StructureStore {
    private static final String HAS_PENDING =
            "SELECT EXISTS (SELECT FROM :\"schema\".structure WHERE sink = ? AND state = 'pending')";
    private static final String PENDING_OF_TABLE = "SELECT count(*) FROM :\"schema\".structure WHERE sink = ?"
            + " AND state = 'pending' AND phase <> 'after all rows' AND source_schema = ? AND source_table = ?";

    private final Connection connection;
    private final String schema;
    private final String sink;

    /** @param sink the connector's name */
    StructureStore(Connection connection, String schema, String sink) {
        this.connection = connection;
        this.schema = Sql.identifier(schema);
        this.sink = sink;
    }

    /** @param sent each tells of an object, and its offset of the order of creation */
    void announce(List<SinkMessage> sent) throws SQLException {
        if (sent.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = prepare("announce-object.sql")) {
            for (SinkMessage message : sent) {
                ObjectDefined defined = (ObjectDefined) message.message();
                StructureObject object = StructureJson.readObject(defined.definition());
                Key key = Key.of(message.topic(), object);
                bind(statement, sink, key.topic(), message.offset(), key.kind(), key.name(),
                        defined.table().map(TableId::schema).orElse(null),
                        defined.table().map(TableId::name).orElse(null),
                        PlannedObject.words(object.phase()), defined.definition());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Forgets what an earlier start has told of and the last one, of so many objects before {@code offset}, has not.
     */
    void forgetStale(String topic, long offset, long objects) throws SQLException {
        update("forget-stale-objects.sql", sink, topic, sink, topic, offset, objects);
    }

    void notCarried(String topic, long offset, NotCarried what) throws SQLException {
        update("not-carried.sql", sink, topic, offset, what.kind(), what.name(), what.reason());
    }

    /** In the order of creation. */
    List<PlannedObject> announced(String topic) throws SQLException {
        return objects("announced-objects.sql", sink, topic);
    }

    /** What rows need and could not be made, in the order of creation. */
    List<PlannedObject> failedBeforeRows() throws SQLException {
        return objects("failed-before-rows.sql", sink);
    }

    /** Lets be made, when its time comes, what is still only announced. */
    void release(String topic, boolean rowsFollow) throws SQLException {
        update("release-objects.sql", rowsFollow, sink, topic);
    }

    /** What need not wait for rows any more, in the order of creation. */
    List<PlannedObject> buildable() throws SQLException {
        return objects("buildable-objects.sql", sink, sink);
    }

    boolean hasPending() throws SQLException {
        return number("SELECT CASE WHEN (" + HAS_PENDING + ") THEN 1 ELSE 0 END", sink) == 1;
    }

    /** How many objects of a table are still to be made, without foreign keys. */
    long pendingOf(TableId table) throws SQLException {
        return number(PENDING_OF_TABLE, sink, table.schema(), table.name());
    }

    void tryAgain() throws SQLException {
        update("again.sql", sink, sink);
    }

    /** @param target its name there, if that could be told */
    void write(Key key, ObjectState state, Optional<TableId> target, String detail) throws SQLException {
        update("write-outcome.sql", state.word(), state.word(), target.map(TableId::toString).orElse(null), detail,
                state == ObjectState.CREATED, sink, key.topic(), key.kind(), key.name());
    }

    private List<PlannedObject> objects(String resource, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(resource, parameters);
             ResultSet row = statement.executeQuery()) {
            List<PlannedObject> objects = new ArrayList<>();
            while (row.next()) {
                objects.add(object(row));
            }
            return objects;
        }
    }

    private static PlannedObject object(ResultSet row) throws SQLException {
        Optional<TableId> rowsOf = row.getString("source_table") == null ? Optional.empty()
                : Optional.of(new TableId(row.getString("source_schema"), row.getString("source_table")));
        String definition = row.getString("definition");
        return new PlannedObject(new Key(row.getString("topic"), row.getString("kind"), row.getString("name")),
                StructureJson.readObject(definition), StructureJson.readRows(definition), rowsOf,
                row.getBoolean("made"));
    }

    private void update(String resource, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(resource, parameters)) {
            statement.executeUpdate();
        }
    }

    private long number(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepareText(sql, parameters); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private PreparedStatement prepare(String resource, Object... parameters) throws SQLException {
        return prepareText(SqlResource.read(StructureStore.class, resource), parameters);
    }

    private PreparedStatement prepareText(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.replace(":\"schema\"", schema));
        bind(statement, parameters);
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
