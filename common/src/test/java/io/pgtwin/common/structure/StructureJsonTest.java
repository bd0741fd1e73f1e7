package io.pgtwin.common.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

class StructureJsonTest {
    private static final TableId ITEMS = new TableId("app", "items");
    private static final TableId SEQUENCE = new TableId("app", "items_id_seq");

    private static final StructureObject OBJECT = new StructureObject(StructureKind.INDEX,
            new TableId("app", "items_name"),
            Optional.of(ITEMS), StructurePhase.AFTER_ROWS,
            List.of(SqlTemplate.of("a ").relation(ITEMS).part(new SqlPart.RowName(ITEMS))
            .part(new SqlPart.SchemaOf(ITEMS))
                            .sequence(SEQUENCE, Optional.of(ITEMS)).sequence(SEQUENCE, Optional.empty())
                            .column(ITEMS, "na\"me").build(),
                    SqlTemplate.builder().local(ITEMS, "i").qualifiedLocal(ITEMS, "i")
                            .part(new SqlPart.ExtensionSchema("citext", "public"))
                            .part(new SqlPart.Literal(new SqlPart.Relation(ITEMS))).text("'z'").build()),
            List.of(new TableId("app", "f")), List.of(new Feature("INCLUDE", 11)),
            Optional.of(SqlTemplate.of("text, ").relation(ITEMS).build()));

    @Test
    void everyPartOfAnObjectComesBack() {
        assertThat(StructureJson.readObject(StructureJson.write(OBJECT))).isEqualTo(OBJECT);
    }

    @Test
    void whatIsSentOfATableComesBackBesideTheObject() {
        StructureObject table = new StructureObject(StructureKind.TABLE, ITEMS, Optional.empty(),
                StructurePhase.BEFORE_ROWS, List.of(), List.of(), List.of(), Optional.empty());
        TableDefinition rows = new TableDefinition(ITEMS, List.of(new ColumnDefinition("id", "integer", true),
                new ColumnDefinition("no\"te", "character varying(5)", false)), List.of("id"));

        assertThat(StructureJson.readRows(StructureJson.write(table, rows))).contains(rows);
        assertThat(StructureJson.readObject(StructureJson.write(table, rows))).isEqualTo(table);
        assertThat(StructureJson.readRows(StructureJson.write(table))).isEmpty();
    }

    @Test
    void theFormIsTheDocumentedOne() {
        StructureObject object = new StructureObject(StructureKind.TABLE, ITEMS, Optional.empty(),
                StructurePhase.BEFORE_ROWS,
                List.of(SqlTemplate.of("DROP TABLE ").relation(ITEMS).build()), List.of(), List.of(), Optional.empty());

        assertThat(StructureJson.write(object)).isEqualTo("{\"kind\":\"TABLE\",\"id\":[\"app\",\"items\"],"
                + "\"phase\":\"BEFORE_ROWS\",\"statements\":[[\"DROP TABLE \",{\"relation\":[\"app\",\"items\"]}]],"
                + "\"functions\":[],\"features\":[]}");
    }

    @Test
    void aStructureComesBack() {
        Structure structure = new Structure(170_004, List.of(OBJECT),
                List.of(new NotCarried("view", "app.v", "not carried")));

        assertThat(StructureJson.readStructure(StructureJson.write(structure))).isEqualTo(structure);
    }

    @Test
    void singleValuesComeBack() {
        SequenceValue owned = new SequenceValue(SEQUENCE, Optional.of(ITEMS), Long.MAX_VALUE, true);
        SequenceValue free = new SequenceValue(SEQUENCE, Optional.empty(), -5, false);
        NotCarried view = new NotCarried("view", "app.v", "not carried");

        assertThat(StructureJson.readSequenceValues(StructureJson.writeSequenceValues(List.of(owned, free))))
                .containsExactly(owned, free);
        assertThat(StructureJson.readNotCarried(StructureJson.writeNotCarried(List.of(view)))).containsExactly(view);
    }

    @Test
    void anythingElseIsMalformed() {
        for (String json : List.of("", "[]", "{}", "null", "{\"kind\":\"TABLE\"}",
                StructureJson.write(OBJECT).replace("\"relation\"", "\"relatoin\""),
                StructureJson.write(OBJECT).replace("[\"app\",\"items\",\"i\"]", "[\"app\"]"))) {
            assertThatThrownBy(() -> StructureJson.readObject(json)).as(json)
                    .isInstanceOfSatisfying(PgTwinException.class,
                            it -> assertThat(it.kind()).isEqualTo(FailureKind.RECORD_MALFORMED));
        }
    }
}
