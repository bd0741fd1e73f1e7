package io.pgtwin.integration.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.pgtwin.integration.sync.FreshSync;
import io.pgtwin.integration.sync.Sync;

/**
 * What a target lacks for the source's tables is known when the sink is told of them: everything is named at once,
 * before anything is made, and the statements that mend it work as printed.
 */
@ExtendWith(FreshSync.class)
class ChecksOfARunningSinkTest {
    private static final Pattern STATEMENT =
            Pattern.compile("(ALTER TABLE|CREATE EXTENSION|GRANT [A-Z, ]+ ON|TRUNCATE) [^;]*;");
    private static final String TABLES = """
            CREATE EXTENSION citext;
            CREATE SCHEMA closed;
            CREATE TABLE orders (id serial PRIMARY KEY, note text);
            CREATE TABLE words (word citext PRIMARY KEY);
            CREATE TABLE closed.archive (id int PRIMARY KEY, note text);
            INSERT INTO orders SELECT i, 'note' FROM generate_series(1, 100) i;
            INSERT INTO words VALUES ('Word');
            INSERT INTO closed.archive VALUES (1, 'note')""";

    @Test
    void everythingThatIsMissingIsFoundBeforeAnythingIsMade(Sync sync) {
        sync.source().execute(TABLES);
        String account = sync.name() + "_writer";
        sync.target().execute("""
                CREATE ROLE %1$s LOGIN PASSWORD 'secret';
                CREATE SCHEMA pgtwin AUTHORIZATION %1$s;
                CREATE SCHEMA closed;
                GRANT USAGE ON SCHEMA closed TO %1$s;
                GRANT USAGE, CREATE ON SCHEMA public TO %1$s;
                CREATE TABLE orders (id int PRIMARY KEY);
                GRANT SELECT, UPDATE, DELETE, TRUNCATE ON orders TO %1$s;
                INSERT INTO orders VALUES (1000)""".formatted(account));
        sync.withSink("connection.user", account).withSink("connection.password", "secret")
                .withSink("tasks.max", "1").start(); // else the next task takes it over, and fails, too

        String failure = sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT);

        assertThat(failure).contains("TARGET_UNSUITABLE", "ADD COLUMN \"note\" text;", "CREATE EXTENSION \"citext\";",
                "GRANT INSERT ON \"public\".\"orders\"", "GRANT CREATE ON SCHEMA \"closed\"",
                "TRUNCATE \"public\".\"orders\";");
        assertThat(sync.target().tables().stream().filter(it -> !it.startsWith("pgtwin.")))
                .containsExactly("public.orders");
        assertThat(sync.target().column("SELECT id::text FROM orders")).containsExactly("1000");

        mend(sync, failure);
        sync.awaitEqual();
        assertThat(sync.target().column("SELECT conname FROM pg_constraint WHERE contype = 'p' AND conrelid IN"
                + " ('words'::regclass, 'closed.archive'::regclass) ORDER BY 1"))
                .containsExactly("archive_pkey", "words_pkey");
    }

    @Test
    void targetIsCheckedAlsoWhereTheStructureIsNotCarried(Sync sync) {
        sync.source().execute("CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders VALUES (1, 'a');"
                + "ANALYZE orders");
        sync.target().execute("CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (2)");
        sync.withSource("sync.steps", "full,incremental").withSink("tasks.max", "1").start();

        String failure = sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT);

        assertThat(failure).contains("TARGET_UNSUITABLE", "ADD COLUMN \"note\" text;",
                "TRUNCATE \"public\".\"orders\";");
        assertThat(sync.target().column("SELECT id::text FROM orders")).containsExactly("2");
        mend(sync, failure);
        sync.awaitEqual();
    }

    /** As if another task were slow with what the source tells of them. */
    @Test
    void rowsOfOthersAreFoundAlsoByATaskThatIsNotToldOfTheTables(Sync sync) {
        sync.source().execute("CREATE TABLE orders (id int, note text); INSERT INTO orders VALUES (1, 'a')");
        sync.target().execute("CREATE TABLE orders (id int, note text); INSERT INTO orders VALUES (2, 'of others')");
        sync.withSink("topics.regex", sync.name() + "\\.public\\..*").withSink("tasks.max", "1").start();

        String failure = sync.rest().awaitFailed(sync.sinkConnector().name(), Sync.LIMIT);

        assertThat(failure).contains("TARGET_UNSUITABLE", "TRUNCATE \"public\".\"orders\";");
        assertThat(sync.target().column("SELECT note FROM orders")).containsExactly("of others");
        mend(sync, failure);
        sync.awaitEqual();
        sync.rest().restart(sync.sinkConnector().name());
        sync.source().execute("INSERT INTO orders VALUES (3, 'c')");
        sync.awaitEqual();
    }

    /** Runs the statements of a message as they stand there. */
    private static void mend(Sync sync, String failure) {
        List<String> statements = STATEMENT.matcher(failure).results().map(MatchResult::group).distinct().toList();
        statements.forEach(sync.target()::execute);
        sync.rest().restartFailed(sync.sinkConnector().name());
    }
}
