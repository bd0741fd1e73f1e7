package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.structure.Names;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureInclude;
import io.pgtwin.common.structure.StructureJson;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.integration.sync.EveryVersion;

/**
 * Functions, views, triggers, policies and grants come out the same where they are wanted, and are reported where they
 * are not.
 */
class IncludedStructureTest {
    private static final String NEWEST = "18";
    private static final Set<StructureInclude> ALL = EnumSet.allOf(StructureInclude.class);

    private static TemporaryDatabase database(String version) {
        return new TemporaryDatabase(EveryVersion.server(version));
    }

    private static List<String> definitions(TemporaryDatabase database, int sourceVersion, String version) {
        List<String> lines = new ArrayList<>(database.definitions(sourceVersion >= Integer.parseInt(NEWEST)));
        lines.addAll(Definitions.ofIncluded(database.sql(), version));
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "14", "17", "18"})
    void everyKindIsMadeAgainUnderTheSameAndUnderOtherNames(String version) {
        int number = Integer.parseInt(version);
        try (TemporaryDatabase source = database(version)) {
            source.with("structure-include.sql", number);
            Structure structure = source.read(ALL);
            assertThat(structure.notCarried()).isEmpty();
            assertThat(StructureJson.readStructure(StructureJson.write(structure))).isEqualTo(structure);
            for (String target : version.equals(NEWEST) ? List.of(NEWEST) : List.of(version, NEWEST)) {
                checkTarget(structure, number, target);
            }
        }
    }

    private static void checkTarget(Structure structure, int version, String target) {
        try (TemporaryDatabase expected = database(target);
             TemporaryDatabase same = database(target);
             TemporaryDatabase renamed = database(target)) {
            expected.with("structure-include.sql", version);
            create(structure, same, Names.SAME);
            assertThat(definitions(same, version, target)).isEqualTo(definitions(expected, version, target));
            assertThat(same.create(structure, Names.SAME)).as("second attempt")
                    .filteredOn(it -> it.object().kind() != StructureKind.GRANTS).extracting(Outcome::result)
                    .containsOnly(Outcome.Result.EXISTED);

            expected.with("structure-include-renames.sql", version);
            create(structure, renamed, new RenamedNames());
            assertThat(definitions(renamed, version, target)).isEqualTo(definitions(expected, version, target));
        }
    }

    private static void create(Structure structure, TemporaryDatabase target, Names names) {
        assertThat(target.create(structure, names)).extracting(Outcome::result).doesNotContain(Outcome.Result.LEFT_OUT);
    }

    @Test
    void whatIsNotNamedIsReportedAndNothingElse() {
        try (TemporaryDatabase source = database(NEWEST)) {
            source.with("structure-include.sql", 18);

            Structure none = source.read(Set.of());

            assertThat(none.objects()).allMatch(it -> it.kind().compareTo(StructureKind.FOREIGN_KEY) <= 0);
            assertThat(told(none)).contains("function app.twice(n integer)", "procedure app.proceed(IN n integer)",
                    "view app.a_above", "materialized view app.sums", "trigger app.items.name", "policy app.items.seen",
                    "row level security app.items", "grants app.items", "grants app.items.price");
            assertThat(told(source.read(EnumSet.of(StructureInclude.VIEWS, StructureInclude.FUNCTIONS))))
                    .contains("grants app.a_above", "grants app.sums", "grants app.twice(t text)");
            assertThat(told(source.read(EnumSet.of(StructureInclude.VIEWS, StructureInclude.GRANTS))))
                    .contains("function app.twice(n integer)", "trigger app.items.name", "policy app.items.seen",
                            "row level security app.items")
                    .noneMatch(it -> it.startsWith("index") || it.startsWith("view") || it.startsWith("materialized")
                            || it.startsWith("grants"));
        }
    }

    @Test
    void whatCannotBeCarriedAlthoughItsKindIsNamedIsReportedWithTheReason() {
        try (TemporaryDatabase source = database(NEWEST); TemporaryDatabase target = database(NEWEST)) {
            source.sql().execute("""
                    CREATE TABLE public.t (id integer PRIMARY KEY, v text);
                    CREATE TABLE public.not_selected (id integer);
                    CREATE VIEW public.a AS SELECT id FROM public.t;
                    CREATE VIEW public.b AS SELECT id FROM public.not_selected;
                    CREATE VIEW public.c AS SELECT b.id FROM public.b JOIN public.a USING (id);
                    CREATE FUNCTION public.f(public.not_selected) RETURNS integer LANGUAGE sql AS 'SELECT 1';
                    CREATE AGGREGATE public.agg(integer) (SFUNC = int4pl, STYPE = integer);
                    CREATE MATERIALIZED VIEW public.m AS SELECT id FROM public.t;
                    CREATE INDEX m_id ON public.m (id);
                    CREATE RULE r AS ON DELETE TO public.a DO INSTEAD NOTHING;
                    GRANT SELECT ON public.b TO PUBLIC;
                    REVOKE EXECUTE ON FUNCTION public.f FROM PUBLIC""");

            Structure structure = source.read(ALL);

            assertThat(structure.notCarried()).extracting(it -> it.kind() + " " + it.name() + ": " + it.reason())
                    .contains("view public.b: it needs public.not_selected, which is not carried",
                            "view public.c: it needs public.b, which is not carried",
                            "function public.f(public.not_selected): it needs public.not_selected, which is not"
                                    + " carried",
                            "aggregate public.agg(integer): not carried", "rule public.a.r: not carried")
                    .noneMatch(it -> it.startsWith("index") || it.startsWith("grants"));
            create(structure, target, Names.SAME);
            assertThat(target.sql().column("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                    + " AND relkind IN ('v', 'm', 'r', 'i') ORDER BY 1"))
                    .containsExactly("a", "m", "m_id", "t", "t_pkey");
        }
    }

    @Test
    void aMissingRoleFunctionOrRightConcernsItsObjectAlone() {
        try (TemporaryDatabase source = database("17"); TemporaryDatabase target = database(NEWEST)) {
            source.sql().execute("DROP ROLE IF EXISTS pgtwin_only_there; CREATE ROLE pgtwin_only_there");
            source.sql().execute("""
                    CREATE TABLE public.t (id integer PRIMARY KEY, v text);
                    CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                    CREATE TRIGGER touched BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
                    GRANT SELECT ON public.t TO pgtwin_only_there;
                    GRANT SELECT ON public.t TO PUBLIC;
                    ALTER TABLE public.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY""");
            String role = target.useNewRole();
            target.sql().execute("GRANT CREATE ON SCHEMA public TO " + role);

            List<StructureObject> objects = source.read(EnumSet.complementOf(EnumSet.of(StructureInclude.FUNCTIONS)))
                    .objects();

            for (StructureObject object : objects) {
                switch (object.toString()) {
                    case "grants to pgtwin_only_there on public.t" -> assertThatThrownBy(() -> make(target, object))
                            .isInstanceOf(PgTwinException.class).hasMessageContainingAll(object.toString(),
                                    "role \"pgtwin_only_there\" does not exist");
                    case "trigger touched of public.t" -> assertThat(make(target, object)).satisfies(it ->
                            assertThat(it.detail()).contains(
                                    "needs function public.touch, which is not in the target"));
                    case "forced row security of public.t" -> assertThat(make(target, object)).satisfies(it ->
                            assertThat(it.detail()).contains("has no BYPASSRLS"));
                    default -> assertThat(make(target, object).result()).as(object.toString())
                            .isNotEqualTo(Outcome.Result.LEFT_OUT);
                }
            }
            assertThat(target.sql().value("SELECT relrowsecurity AND NOT relforcerowsecurity AND"
                    + " has_table_privilege('public', oid, 'SELECT') FROM pg_class WHERE relname = 't'"))
                    .isEqualTo("t");
            source.sql().execute("DROP OWNED BY pgtwin_only_there; DROP ROLE pgtwin_only_there");
        }
    }

    private static Outcome make(TemporaryDatabase target, StructureObject object) {
        return target.create(new Structure(170_000, List.of(object), List.of()), Names.SAME).get(0);
    }

    private static List<String> told(Structure structure) {
        return structure.notCarried().stream().map(it -> it.kind() + " " + it.name()).toList();
    }
}
