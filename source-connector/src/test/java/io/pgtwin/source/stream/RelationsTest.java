package io.pgtwin.source.stream;

import static io.pgtwin.source.stream.Messages.column;
import static io.pgtwin.source.stream.Messages.key;
import static io.pgtwin.source.stream.Messages.relation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.Text;
import io.pgtwin.source.catalog.ColumnIdentity;
import io.pgtwin.source.catalog.SourceTable;
import io.pgtwin.source.pgoutput.PgOutputMessage.Relation;
import io.pgtwin.source.pgoutput.ReplicaIdentity;

class RelationsTest {
    private static final Lsn EARLIER = Lsn.parse("0/FF8");
    private static final Lsn LATER = Lsn.parse("0/1008");

    private final Relations relations = Items.relations();

    @Test
    void aRelationLikeTheCatalogsTableIsThatTable() {
        relations.define(Items.relation(), LATER);

        assertThat(defined()).isSameAs(Items.DEFINITION);
    }

    @Test
    void tablesThatAreNotSelectedAreNobodys() {
        relations.define(relation(7, "others", ReplicaIdentity.DEFAULT, key("id", Items.INTEGER)), LATER);

        assertThat(relations.of(7)).isEmpty();
    }

    @Test
    void aRowNeedsARelation() {
        assertThatThrownBy(() -> relations.of(-2)).isInstanceOfSatisfying(PgTwinException.class,
                e -> assertThat(e.kind()).isEqualTo(FailureKind.STREAM_MALFORMED))
                .hasMessageContaining("relation 4294967294");
    }

    @Test
    void aRelationThatIsSentAgainIsTheSameTable() {
        relations.define(Items.relation(), LATER);
        settle();
        relations.define(Items.relation(), Lsn.parse("0/2000"));
        settle();

        assertThat(defined()).isSameAs(Items.DEFINITION);
    }

    @Test
    void aNewShapeFailsAtItsFirstEvent() {
        relations.define(Items.relation(), LATER);
        settle();
        relations.define(relation(Items.ID, "items", ReplicaIdentity.DEFAULT, key("id", Items.BIGINT),
                column("name", Items.TEXT), column("body", Items.TEXT)), Lsn.parse("0/2000"));

        assertThatThrownBy(this::settle).isInstanceOfSatisfying(PgTwinException.class,
                e -> assertThat(e.kind()).isEqualTo(FailureKind.DEFINITION_CHANGED))
                .hasMessageStartingWith("Table shop.items was (id integer, name text, body text) with key (id)"
                        + " and is (id bigint, name text, body text) with key (id) from 0/2000 on");
    }

    @Test
    void aShapeAfterTheCatalogWasReadIsNewAlsoWhereItIsTheFirst() {
        relations.define(Items.olderRelation(), LATER);

        assertThatThrownBy(this::settle).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("was (id integer, name text, body text)")
                .hasMessageContaining("is (id integer, name text)");
    }

    @Test
    void anotherKeyIsANewShape() {
        relations.define(Items.relation(), LATER);
        settle();
        relations.define(relation(Items.ID, "items", ReplicaIdentity.INDEX, column("id", Items.INTEGER),
                key("name", Items.TEXT), column("body", Items.TEXT)), LATER);

        assertThatThrownBy(this::settle).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("with key (id) and is").hasMessageContaining("with key (name)");
    }

    @Test
    void aReplicaIdentityOfTheWholeRowOrOfNothingKeepsTheKey() {
        relations.define(Items.relation(), LATER);
        settle();
        relations.define(Items.relationWithFullIdentity(), LATER);
        settle();
        relations.define(relation(Items.ID, "items", ReplicaIdentity.NOTHING, column("id", Items.INTEGER),
                column("name", Items.TEXT), column("body", Items.TEXT)), LATER);
        settle();

        assertThat(defined()).isSameAs(Items.DEFINITION);
    }

    @Test
    void anOlderShapeIsMetAfterARestart() {
        relations.define(Items.olderRelation(), EARLIER);
        settle();

        List<ColumnDefinition> columns =
                List.of(new ColumnDefinition("id", "integer", true), new ColumnDefinition("name", "text", false));
        assertThat(defined()).isEqualTo(new TableDefinition(Items.DEFINITION.id(), columns, List.of("id")));
    }

    @Test
    void theCatalogsShapeIsNewAfterAnOlderOne() {
        relations.define(Items.olderRelation(), EARLIER);
        settle();
        relations.define(Items.relation(), LATER);

        assertThatThrownBy(this::settle).isInstanceOf(PgTwinException.class)
                .hasMessageContaining("was (id integer, name text) with key (id)")
                .hasMessageContaining("and is (id integer, name text, body text)");
    }

    @Test
    void aShapeWithoutEventsSettlesNothing() {
        relations.define(Items.olderRelation(), EARLIER);
        relations.define(Items.relation(), LATER);
        settle();

        assertThat(defined()).isSameAs(Items.DEFINITION);
    }

    @Test
    void rowsOfAnotherShapeCanBeReadAsLongAsTheyAreNotProduced() {
        relations.define(Items.relation(), LATER);
        settle();
        relations.define(Items.olderRelation(), EARLIER);

        assertThat(defined().columns()).hasSize(2);
    }

    @Test
    void anOlderShapeKeepsTheOrderOfTheKey() {
        TableDefinition lines = new TableDefinition(Items.DEFINITION.id(),
                List.of(new ColumnDefinition("line", "integer", true), new ColumnDefinition("order", "integer", true),
                        new ColumnDefinition("note", "text", false)), List.of("order", "line"));
        SourceTable table = new SourceTable(1, lines, List.of(new ColumnIdentity("line", Items.INTEGER, -1),
                new ColumnIdentity("order", Items.INTEGER, -1), new ColumnIdentity("note", Items.TEXT, -1)), List.of());
        Relations ofLines = Items.relations(table, column -> false);
        Relation older = relation(1, "items", ReplicaIdentity.DEFAULT, key("line", Items.INTEGER),
                key("order", Items.INTEGER));

        ofLines.define(older, EARLIER);

        TableDefinition met = ofLines.of(1).orElseThrow().table();
        assertThat(met.keyColumns()).containsExactly("order", "line");
        assertThat(met.columns()).allMatch(ColumnDefinition::notNull);
    }

    @Test
    void whateverHappensToAnExcludedColumnTheTableStaysTheSame() {
        Relations withoutBody = Items.relationsWithoutBody();
        withoutBody.define(Items.relation(), LATER);
        withoutBody.settle(Items.ID);
        withoutBody.define(Items.olderRelation(), Lsn.parse("0/2000"));
        withoutBody.settle(Items.ID);
        withoutBody.define(relation(Items.ID, "items", ReplicaIdentity.DEFAULT, column("body", Items.BIGINT),
                key("id", Items.INTEGER), column("name", Items.TEXT)), Lsn.parse("0/3000"));
        withoutBody.settle(Items.ID);

        BoundRelation last = withoutBody.of(Items.ID).orElseThrow();
        assertThat(last.table().columns()).extracting(ColumnDefinition::name).containsExactly("id", "name");
        Row row = last.row(Messages.insert(Items.ID, "7", "1", "a").newTuple());
        assertThat(row.value(0)).isEqualTo(1);
        assertThat(row.value(1)).isEqualTo(Text.of("a"));
    }

    @Test
    void anExcludedColumnMustNotJoinTheKey() {
        assertThatThrownBy(() -> Items.relationsWithoutBody()
                .define(relation(Items.ID, "items", ReplicaIdentity.DEFAULT,
                key("id", Items.INTEGER), column("name", Items.TEXT), key("body", Items.TEXT)), LATER))
                .hasMessageContaining("body").hasMessageContaining("column.exclude.list");
    }

    private TableDefinition defined() {
        return relations.of(Items.ID).orElseThrow().table();
    }

    private void settle() {
        relations.settle(Items.ID);
    }
}
