package io.pgtwin.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Names;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.Structure;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.common.structure.StructurePhase;
import io.pgtwin.integration.sync.EveryVersion;
import io.pgtwin.integration.sync.Servers;

/** What happens where the target is not empty, or cannot take what the source has. */
class StructureCreationTest {
    /** All schemas into one. */
    private static final Names ONE_SCHEMA = new Names() {
        @Override
        public TableId map(TableId source) {
            return new TableId("all", source.name());
        }

        @Override
        public String column(TableId table, String column) {
            return column;
        }
    };

    private TemporaryDatabase source;
    private TemporaryDatabase target;

    @BeforeEach
    void makeDatabases() {
        source = new TemporaryDatabase(Servers.shared().source());
        target = new TemporaryDatabase(Servers.shared().target());
    }

    @AfterEach
    void dropThem() {
        source.close();
        target.close();
    }

    private List<Outcome.Result> create(Names names) {
        return target.create(source.read(), names).stream().map(Outcome::result).toList();
    }

    private void fails(Names names, FailureKind kind, String... parts) {
        assertThatThrownBy(() -> create(names)).isInstanceOfSatisfying(PgTwinException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessageContainingAll(parts);
        });
    }

    private List<String> indexes(String table) {
        return target.sql().column("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = ?::regclass", table);
    }

    @Test
    void namesThatCollideInOneSchemaGetAnotherOneAndKeepIt() {
        source.sql().execute("""
                CREATE SCHEMA a; CREATE SCHEMA b;
                CREATE TABLE a.x (id serial PRIMARY KEY, v text);
                CREATE INDEX v_index ON a.x (v);
                CREATE TABLE b.y (id serial CONSTRAINT x_pkey PRIMARY KEY, v text);
                CREATE INDEX v_index ON b.y (v);
                ALTER SEQUENCE b.y_id_seq RENAME TO x_id_seq;
                INSERT INTO b.y (v) VALUES ('one'), ('two')""");

        assertThat(create(ONE_SCHEMA)).contains(Outcome.Result.CREATED);
        assertThat(create(ONE_SCHEMA)).containsOnly(Outcome.Result.EXISTED);
        target.setSequences(source.sequenceValues(), ONE_SCHEMA);

        assertThat(indexes("\"all\".x"))
                .containsExactlyInAnyOrder("\"all\".x_pkey", "\"all\".v_index");
        assertThat(indexes("\"all\".y"))
                .hasSize(2).allMatch(name -> name.matches("\"all\"\\.(x_pkey|v_index)_[0-9a-f]{8}"));
        assertThat(target.sql().value("INSERT INTO \"all\".x (v) VALUES ('x') RETURNING id")).isEqualTo("1");
        assertThat(target.sql().value("INSERT INTO \"all\".y (v) VALUES ('x') RETURNING id")).isEqualTo("3");
    }

    @Test
    void whatExistsIsLeftAlone() {
        source.sql().execute("CREATE TABLE public.t (id integer PRIMARY KEY, v text)");
        source.sql().execute("CREATE INDEX t_v ON public.t (v)");
        target.sql().execute("CREATE TABLE public.t (id bigint PRIMARY KEY, v text, more text)");

        target.create(source.read(), Names.SAME);

        assertThat(target.sql().value("SELECT string_agg(attname || ' ' || atttypid::regtype, ', ' ORDER BY attnum)"
                + " FROM pg_attribute WHERE attrelid = 'public.t'::regclass AND attnum > 0"))
                .isEqualTo("id bigint, v text, more text");
        assertThat(indexes("public.t")).containsExactlyInAnyOrder("t_pkey", "t_v");
    }

    @Test
    void anObjectIsMadeWhollyOrNotAtAll() {
        source.sql().execute("CREATE TABLE public.t (id integer, v text); COMMENT ON TABLE public.t IS 'x'");
        List<StructureObject> objects = source.read().in(StructurePhase.BEFORE_ROWS);
        target.inSession(session -> {
            session.setAutoCommit(false);
            new StructureCreator(session, Names.SAME).create(objects);
            session.rollback();
            return null;
        });

        assertThat(target.sql().tables()).isEmpty();
    }

    @Test
    void aDefaultOrIndexThatNeedsAMissingFunctionIsLeftOutAndSaid() {
        source.sql().execute("""
                CREATE FUNCTION public.f(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';
                CREATE TABLE public.t (v text DEFAULT public.f('x'), w text CHECK (public.f(w) <> ''));
                CREATE INDEX t_f ON public.t (public.f(v))""");

        List<Outcome> leftOut = target.create(source.read(), Names.SAME).stream()
                .filter(outcome -> outcome.result() == Outcome.Result.LEFT_OUT).toList();

        assertThat(leftOut).extracting(outcome -> outcome.object().toString())
                .containsExactlyInAnyOrder("default v of public.t", "index t_f of public.t",
                "check t_w_check of public.t");
        assertThat(leftOut).allMatch(outcome -> outcome.detail().contains("function public.f"));
        assertThat(target.sql().tables()).containsExactly("public.t");
    }

    @Test
    void aFeatureThatTheTargetIsTooOldForIsNamed() {
        source.sql().execute("CREATE TABLE public.t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED)");
        target.close();
        target = new TemporaryDatabase(EveryVersion.server("11"));

        fails(Names.SAME, FailureKind.TARGET_UNSUITABLE, "table public.t", "generated column 'b'", "12", "11");
    }

    @Test
    void aNameThatIsTooLongIsAnError() {
        source.sql().execute("CREATE TABLE public.t (id integer)");
        Names tooLong = new Names() {
            @Override
            public TableId map(TableId table) {
                return table;
            }

            @Override
            public String column(TableId table, String column) {
                return "ä".repeat(32);
            }
        };

        fails(tooLong, FailureKind.CONFIGURATION, "public.t.id", "64 bytes");
    }

    @Test
    void twoTypesForOneNameAreRefused() {
        source.sql().execute("""
                CREATE SCHEMA a; CREATE SCHEMA b;
                CREATE TYPE a.e AS ENUM ('x'); CREATE TYPE b.e AS ENUM ('y');
                CREATE TABLE a.t (e a.e, f b.e)""");

        fails(ONE_SCHEMA, FailureKind.CONFIGURATION, "enum a.e", "enum b.e", "all.e");
    }

    @Test
    void aPartitionThatComesLaterJoinsWhatIsThere() {
        source.sql().execute("""
                CREATE TABLE public.p (id integer PRIMARY KEY, v text) PARTITION BY RANGE (id);
                CREATE INDEX p_v ON public.p (v);
                CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10)""");
        create(Names.SAME);
        source.sql().execute("CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20)");

        create(Names.SAME);

        assertThat(target.definitions(false)).isEqualTo(source.definitions(false));
    }

    @Test
    void partsOfAnIndexThatSessionsAttachAtTheSameTimeMakeItValid() {
        source.sql().execute("""
                CREATE TABLE public.p (id integer, v text) PARTITION BY RANGE (id);
                CREATE TABLE public.low PARTITION OF public.p FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id);
                CREATE TABLE public.low_1 PARTITION OF public.low FOR VALUES FROM (0) TO (10);
                CREATE TABLE public.high PARTITION OF public.p FOR VALUES FROM (10) TO (20);
                CREATE INDEX p_v ON public.p (v)""");
        Structure structure = source.read();
        target.inSession(session -> new StructureCreator(session, Names.SAME)
                .create(structure.in(StructurePhase.BEFORE_ROWS)));
        Function<String, List<StructureObject>> indexOf = table ->
                structure.in(StructurePhase.AFTER_ROWS, new TableId("public", table));

        CompletableFuture<?> other = target.inSession(session -> {
            session.setAutoCommit(false);
            new StructureCreator(session, Names.SAME).create(indexOf.apply("low_1"));
            CompletableFuture<?> atTheSameTime = CompletableFuture.runAsync(() -> target.inSession(second ->
                    new StructureCreator(second, Names.SAME).create(indexOf.apply("high"))));
            Awaitility.await("the other session waits, or has not waited").until(() -> atTheSameTime.isDone()
                    || target.sql().number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            session.commit();
            return atTheSameTime;
        });
        other.join();

        assertThat(target.sql().column("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"
                + " AND indrelid IN ('public.p'::regclass, 'public.low'::regclass)")).isEmpty();
        assertThat(target.definitions(false)).isEqualTo(source.definitions(false));
    }

    @Test
    void anExtensionThatIsElsewhereInTheTargetIsUsedThere() {
        source.sql().execute("CREATE EXTENSION citext; CREATE TABLE public.t (v public.citext PRIMARY KEY)");
        target.sql().execute("CREATE SCHEMA ext; CREATE EXTENSION citext WITH SCHEMA ext");

        create(Names.SAME);

        assertThat(target.sql().value("SELECT format_type(atttypid, NULL) FROM pg_attribute"
                + " WHERE attrelid = 'public.t'::regclass AND attname = 'v'")).isEqualTo("ext.citext");
    }
}
