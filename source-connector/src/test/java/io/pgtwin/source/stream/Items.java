package io.pgtwin.source.stream;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.source.catalog.ColumnIdentity;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.pgoutput.PgOutputMessage.Relation;
import io.pgtwin.source.pgoutput.ReplicaIdentity;

/** The table of the stream's tests: {@code shop.items (id integer PRIMARY KEY, name text, body text)}. */
final class Items {
    static final int ID = 16_500;
    static final int INTEGER = 23;
    static final int BIGINT = 20;
    static final int TEXT = 25;
    static final Lsn LOADED_AT = Lsn.parse("0/1000");

    static final TableDefinition DEFINITION = new TableDefinition(new TableId("shop", "items"),
            List.of(new ColumnDefinition("id", "integer", true), new ColumnDefinition("name", "text", false),
                    new ColumnDefinition("body", "text", false)), List.of("id"));

    static final SourceTable TABLE = new SourceTable(ID, DEFINITION, List.of(new ColumnIdentity("id", INTEGER, -1),
            new ColumnIdentity("name", TEXT, -1), new ColumnIdentity("body", TEXT, -1)), List.of());

    private Items() {}

    /** As the server sends it before the first row. */
    static Relation relation() {
        return Messages.relation(ID, "items", ReplicaIdentity.DEFAULT, Messages.key("id", INTEGER),
                Messages.column("name", TEXT), Messages.column("body", TEXT));
    }

    static Relation relationWithFullIdentity() {
        return Messages.relation(ID, "items", ReplicaIdentity.FULL, Messages.key("id", INTEGER),
                Messages.key("name", TEXT), Messages.key("body", TEXT));
    }

    /** From before {@code body} was added. */
    static Relation olderRelation() {
        return Messages.relation(ID, "items", ReplicaIdentity.DEFAULT, Messages.key("id", INTEGER),
                Messages.column("name", TEXT));
    }

    static Relations relations() {
        return relations(TABLE);
    }

    static Relations relationsWithoutKey() {
        TableDefinition definition = new TableDefinition(DEFINITION.id(), DEFINITION.columns(), List.of());
        return relations(new SourceTable(ID, definition, TABLE.identities(), List.of()));
    }

    /** Of the items without {@code body}, which the stream has nevertheless. */
    static Relations relationsWithoutBody() {
        TableDefinition definition =
                new TableDefinition(DEFINITION.id(), DEFINITION.columns().subList(0, 2), DEFINITION.keyColumns());
        return relations(new SourceTable(ID, definition, TABLE.identities().subList(0, 2), List.of()), "body"::equals);
    }

    private static Relations relations(SourceTable table) {
        return relations(table, column -> false);
    }

    static Relations relations(SourceTable table, Predicate<String> excluded) {
        BiFunction<Long, Integer, String> typeNames = (oid, modifier) -> switch (oid.intValue()) {
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case TEXT -> "text";
            default -> "type " + oid + "/" + modifier;
        };
        return new SyncedTables(List.of(table), LOADED_AT, Map.of(), typeNames, (id, column) -> excluded.test(column))
                .relations();
    }

    static Row row(int id, String name, String body) {
        return Row.builder(3).value(0, id).value(1, name).value(2, body).build();
    }

    static Row withoutBody(int id, String name) {
        return Row.builder(3).value(0, id).value(1, name).build();
    }

    static Row key(int id) {
        return Row.builder(3).value(0, id).build();
    }
}
