package io.pgtwin.common.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableId;

class SqlFragmentsTest {
    private static final TableId ITEMS = new TableId("app", "items");
    private static final Set<String> COLUMNS = Set.of("id", "name", "text", "zone", "Mixed \"Case", "currency",
            "lower", "C");

    private final SqlFragments fragments = new SqlFragments(new KnownObjects(
            Map.of(new TableId("app", "items_id_seq"), Optional.of(ITEMS), new TableId("app", "free"),
            Optional.empty()),
            Map.of(new TableId("public", "citext"), "citext", new TableId("public", "&&"), "btree_gist")));

    /** Puts an M before every name that may be mapped. */
    private static final SqlNames MARKED = new SqlNames() {
        @Override
        public TableId relation(TableId source) {
            return new TableId("M" + source.schema(), "M" + source.name());
        }

        @Override
        public TableId sequence(TableId source, Optional<TableId> owner) {
            return new TableId(owner.isPresent() ? "Mowner" : "Mfree", source.name());
        }

        @Override
        public String column(TableId table, String column) {
            return "M" + column;
        }

        @Override
        public String local(TableId table, String name) {
            return "M" + name;
        }

        @Override
        public String extensionSchema(String extension, String sourceSchema) {
            return "M" + extension;
        }
    };

    private String marked(String sql) {
        return fragments.inTable(sql, ITEMS, COLUMNS).render(MARKED);
    }

    private String markedQuery(String sql, TableId table, String... rowNames) {
        return fragments.inQuery(sql, Set.of("app", "public"), Map.of(ITEMS, COLUMNS, new TableId("app", "others"),
                Set.of("id")), table, List.of(rowNames)).render(MARKED);
    }

    @Test
    void columnsOfQueriesAreFoundBehindAnyNameOfTheirTable() {
        assertThat(markedQuery("SELECT i.id, others.id AS id, sub.id, app.f(i.*) FROM app.items i JOIN app.others ON"
                + " (true)", null))
                .isEqualTo("SELECT i.\"Mid\", \"Mothers\".\"Mid\" AS id, sub.id, \"Mapp\".\"Mf\"(i.*)"
                        + " FROM \"Mapp\".\"Mitems\" i JOIN \"Mapp\".\"Mothers\" ON (true)");
        assertThat(markedQuery("SELECT id, lower(name) AS name FROM app.items WHERE id > 0", null))
                .isEqualTo("SELECT \"Mid\", lower(\"Mname\") AS name FROM \"Mapp\".\"Mitems\" WHERE \"Mid\" > 0");
        assertThat(markedQuery("SELECT x.id FROM app.items x WHERE EXISTS (SELECT x.id FROM app.others x)", null))
                .as("a name for two tables").contains("SELECT x.id FROM", "(SELECT x.id FROM");
    }

    @Test
    void rowsOfTriggersAndOuterTablesAreFound() {
        assertThat(markedQuery("BEFORE UPDATE OF name ON app.items WHEN (old.name <> new.name) EXECUTE FUNCTION"
                + " app.f('id')", ITEMS,
                "old", "new")).isEqualTo("BEFORE UPDATE OF \"Mname\" ON \"Mapp\".\"Mitems\" WHEN (old.\"Mname\" <>"
                        + " new.\"Mname\") EXECUTE FUNCTION \"Mapp\".\"Mf\"('id')");
        assertThat(markedQuery("(EXISTS (SELECT 1 FROM app.others o WHERE (o.id = items.id))) AND (id > 0)", ITEMS))
                .isEqualTo("(EXISTS (SELECT 1 FROM \"Mapp\".\"Mothers\" o WHERE (o.\"Mid\" = \"Mitems\".\"Mid\"))) AND"
                + " (\"Mid\" > 0)");
    }

    @Test
    void columnsAreFoundQuotedOrNot() {
        assertThat(marked("((id > 0) AND (\"Mixed \"\"Case\" = name))"))
                .isEqualTo("((\"Mid\" > 0) AND (\"MMixed \"\"Case\" = \"Mname\"))");
    }

    @Test
    void whatOnlyLooksLikeAColumnIsLeftAlone() {
        assertThat(marked("lower(other)")).isEqualTo("lower(other)");
        assertThat(marked("(other)::text")).isEqualTo("(other)::text");
        assertThat(marked("(other)::timestamp without time zone")).isEqualTo("(other)::timestamp without time zone");
        assertThat(marked("((cost).currency)")).isEqualTo("((cost).currency)");
        assertThat(marked("other COLLATE \"C\"")).isEqualTo("other COLLATE \"C\"");
        assertThat(marked("USING name (other) WITH (zone='7')")).isEqualTo("USING name (other) WITH (zone='7')");
        assertThat(marked("EXTRACT(zone FROM other)")).isEqualTo("EXTRACT(zone FROM other)");
        assertThat(marked("JSON_VALUE(other, '$' RETURNING text)")).isEqualTo("JSON_VALUE(other, '$' RETURNING text)");
        assertThat(marked("f(name => 1)")).isEqualTo("f(name => 1)");
        assertThat(marked("other = 'id name'")).isEqualTo("other = 'id name'");
        assertThat(marked("E'it\\'s id'")).isEqualTo("E'it\\'s id'");
        assertThat(marked("$x$ id $x$")).isEqualTo("$x$ id $x$");
    }

    @Test
    void aWholeRowIsTheTableUnderItsNewName() {
        assertThat(marked("(items.* IS NOT NULL)")).isEqualTo("(\"Mitems\".* IS NOT NULL)");
    }

    @Test
    void qualifiedNamesAreObjectsOutsideTheSystem() {
        assertThat(marked("'new'::types.\"Status\"[]")).isEqualTo("'new'::\"Mtypes\".\"MStatus\"[]");
        assertThat(marked("types.f(name)")).isEqualTo("\"Mtypes\".\"Mf\"(\"Mname\")");
        assertThat(marked("pg_catalog.int4")).isEqualTo("\"pg_catalog\".\"int4\"");
    }

    @Test
    void objectsOfAnExtensionFollowTheExtension() {
        assertThat(marked("(name)::public.citext")).isEqualTo("(\"Mname\")::\"Mcitext\".\"citext\"");
        assertThat(marked("name OPERATOR(public.&&) text"))
                .isEqualTo("\"Mname\" OPERATOR(\"Mbtree_gist\".&&) \"Mtext\"");
    }

    @Test
    void aSequenceInALiteralFollowsItsOwner() {
        assertThat(marked("nextval('app.items_id_seq'::regclass)"))
                .isEqualTo("nextval('\"Mowner\".\"items_id_seq\"'::regclass)");
        assertThat(marked("nextval('app.free'::regclass)")).isEqualTo("nextval('\"Mfree\".\"free\"'::regclass)");
        assertThat(marked("nextval('unqualified'::regclass)")).isEqualTo("nextval('unqualified'::regclass)");
    }
}
