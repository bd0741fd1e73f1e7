package io.pgtwin.source.pgoutput;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages in words, without what differs from one recording to the next: OIDs, LSNs, transaction ids and times. */
final class Transcript implements PgOutputMessage.Handler<String> {
    private final Map<Integer, String> relations = new HashMap<>();
    private final Map<Integer, String> types = new HashMap<>();

    static List<String> of(Fixture fixture) {
        Transcript transcript = new Transcript();
        return fixture.decode().stream().map(message -> message.accept(transcript)).toList();
    }

    @Override
    public String begin(PgOutputMessage.Begin begin) {
        return "begin";
    }

    @Override
    public String message(PgOutputMessage.Message message) {
        byte[] content = new byte[message.content().remaining()];
        message.content().duplicate().get(content);
        return "message " + (message.transactional() ? "inside" : "outside") + " '" + message.prefix() + "' "
                + HexFormat.of().formatHex(content);
    }

    @Override
    public String commit(PgOutputMessage.Commit commit) {
        return "commit";
    }

    @Override
    public String origin(PgOutputMessage.Origin origin) {
        return "origin " + origin.name() + " " + Long.toHexString(origin.commitLsn());
    }

    @Override
    public String relation(PgOutputMessage.Relation relation) {
        relations.put(relation.id(), relation.name());
        return "relation " + relation.namespace() + "." + relation.name() + " " + relation.replicaIdentity() + " "
                + relation.columns().stream().map(this::column).collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String type(PgOutputMessage.Type type) {
        types.put(type.oid(), type.name());
        return "type " + type.namespace() + "." + type.name();
    }

    @Override
    public String insert(PgOutputMessage.Insert insert) {
        return "insert " + relations.get(insert.relationId()) + " " + tuple(insert.newTuple());
    }

    @Override
    public String update(PgOutputMessage.Update update) {
        return "update " + relations.get(update.relationId()) + update.oldTuple().map(Transcript::old).orElse("")
                + " to " + tuple(update.newTuple());
    }

    @Override
    public String delete(PgOutputMessage.Delete delete) {
        return "delete " + relations.get(delete.relationId()) + old(delete.oldTuple());
    }

    @Override
    public String truncate(PgOutputMessage.Truncate truncate) {
        return "truncate " + truncate.relationIds().stream().map(relations::get).collect(Collectors.joining(", "))
                + (truncate.cascade() ? " cascade" : "") + (truncate.restartIdentity() ? " restart identity" : "");
    }

    private String column(RelationColumn column) {
        String type = types.getOrDefault(column.typeOid(), String.valueOf(column.typeOid()));
        return column.name() + (column.key() ? "* " : " ") + type + "/" + column.typeModifier();
    }

    private static String old(OldTuple old) {
        return " " + old.kind() + " " + tuple(old.tuple());
    }

    private static String tuple(TupleData tuple) {
        return IntStream.range(0, tuple.size()).mapToObj(column -> value(tuple, column)).toList().toString();
    }

    private static String value(TupleData tuple, int column) {
        if (tuple.isNull(column)) {
            return "null";
        }
        return tuple.isUnchanged(column) ? "unchanged" : "'" + tuple.text(column) + "'";
    }
}
