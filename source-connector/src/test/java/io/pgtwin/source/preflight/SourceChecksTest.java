package io.pgtwin.source.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.catalog.NamePatterns;
import io.pgtwin.source.catalog.TableSelection;
import io.pgtwin.source.preflight.ServerFacts.Account;
import io.pgtwin.source.preflight.ServerFacts.Connections;
import io.pgtwin.source.preflight.ServerFacts.Role;
import io.pgtwin.source.preflight.ServerFacts.Use;

/** From facts about a server to findings; facts of real servers are in BrokenSetUpsTest. */
class SourceChecksTest {
    private static final NamePatterns EVERY_NAME = new NamePatterns(List.of(), List.of());
    private static final SlotFacts NO_SLOT = new SlotFacts("pgtwin_shop", Optional.empty());
    private static final boolean PRIMARY = false;

    @ParameterizedTest
    @ValueSource(ints = {100_000, 130_014, 180_001, 189_999})
    void everyVersionFrom10To18IsGood(int version) {
        assertThat(failures(facts(version, "logical", "ann", true), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {90_624, 190_000})
    void otherVersionsAreNot(int version) {
        assertThat(failures(facts(version, "logical", "ann", true), false)).singleElement()
                .satisfies(it -> assertThat(it.option()).isEqualTo("connection.url"))
                .satisfies(it -> assertThat(it.message())
                        .contains("PostgreSQL 10 to 18 is needed", String.valueOf(version)));
    }

    @Test
    void changesNeedALogicalWal() {
        assertThat(failures(facts(170_004, "replica", "ann", true), true)).singleElement()
                .satisfies(it -> assertThat(it.option()).isEqualTo("connection.url"))
                .satisfies(it -> assertThat(it.message())
                        .contains("wal_level=replica", "ALTER SYSTEM SET wal_level = logical"));
    }

    @Test
    void changesNeedAnAccountThatMayReplicate() {
        assertThat(failures(facts(170_004, "logical", "ann \"a\"", false), true)).singleElement()
                .satisfies(it -> assertThat(it.option()).isEqualTo("connection.user"))
                .satisfies(it -> assertThat(it.message()).contains("ALTER ROLE \"ann \"\"a\"\"\" REPLICATION"));
    }

    @Test
    void aCopyNeedsNeither() {
        assertThat(failures(facts(170_004, "replica", "ann", false), false)).isEmpty();
    }

    @Test
    void allFindingsComeAtOnce() {
        assertThat(failures(facts(90_624, "minimal", "ann", false), true)).hasSize(3);
    }

    @Test
    void aStandbyIsNoSource() {
        for (boolean follows : new boolean[] {true, false}) {
            assertThat(failures(facts(170_004, true), needs(follows, false))).singleElement()
                    .satisfies(it -> assertThat(it.message()).contains("primary"));
        }
    }

    @Test
    void aStandbyThatIsWantedNeedsFeedbackAndAPublicationOfItsPrimary() {
        SourceNeeds wanted = new SourceNeeds(true, true, true, true, "pgtwin_shop", "pgtwin_shop",
                new TableSelection(EVERY_NAME, EVERY_NAME, List.of(), true), new TopicNames("shop"),
                Duration.ofSeconds(5));
        assertThat(failures(facts(160_000, true), wanted)).extracting(CheckResult::check)
                .containsExactly("hot_standby_feedback", "publication on a standby");
        assertThat(failures(facts(150_000, true), wanted)).extracting(CheckResult::message)
                .anyMatch(it -> it.contains("from PostgreSQL 16 on"));
    }

    @Test
    void statementsThatAStandbyRefusesAreForItsPrimary() {
        CheckResult grant = CheckResult.failed("SELECT", "connection.user", "no right", "as the owner",
                "GRANT SELECT ON t TO ann;");
        assertThat(new StandbyChecks(facts(170_004, true), needs(true, false)).placed(grant).message())
                .isEqualTo("no right; as the owner, at the primary: GRANT SELECT ON t TO ann;");
        assertThat(new StandbyChecks(facts(170_004, false), needs(true, false)).placed(grant)).isEqualTo(grant);
    }

    @Test
    void aSyncThatRunsAlreadyNeedsNoMoreOfAnything() {
        ServerFacts full = new ServerFacts(170_004, "logical", new Role(PRIMARY, false),
                new Account("ann", "shop", true, true), new Use(1, 1), new Use(1, 1),
                new Connections(new Use(10, 10), new Use(10, 10), new Use(10, 10)), 0,
                OptionalLong.empty(), 100);
        SlotFacts running = new SlotFacts("pgtwin_shop", Optional.of(new SlotFacts.Found(Optional.of("pgoutput"),
                Optional.of("shop"), true, 1, Optional.of("pgtwin source shop"), false)));
        assertThat(new ServerChecks(full, needs(true, true), running).results(true)).noneMatch(CheckResult::isFailed);
        assertThat(SlotChecks.result(running, "shop").status()).isEqualTo(CheckResult.Status.WARNING);
        assertThat(new ServerChecks(full, needs(true, true), NO_SLOT).results(true)).filteredOn(CheckResult::isFailed)
                .hasSize(3);
    }

    @Test
    void lostSlotIsSaidToBeLost() {
        SlotFacts lost = new SlotFacts("pgtwin_shop", Optional.of(new SlotFacts.Found(Optional.of("pgoutput"),
                Optional.of("shop"), false, 0, Optional.empty(), true)));
        assertThat(SlotChecks.result(lost, "shop").message())
                .contains("is lost", "SELECT pg_drop_replication_slot('pgtwin_shop');");
    }

    private static List<CheckResult> failures(ServerFacts facts, boolean followsChanges) {
        return failures(facts, needs(followsChanges, true));
    }

    private static List<CheckResult> failures(ServerFacts facts, SourceNeeds needs) {
        return new ServerChecks(facts, needs, NO_SLOT).results(false).stream().filter(CheckResult::isFailed).toList();
    }

    private static SourceNeeds needs(boolean followsChanges, boolean createsPublication) {
        return new SourceNeeds(false, true, followsChanges, createsPublication, "pgtwin_shop", "pgtwin_shop",
                new TableSelection(EVERY_NAME, EVERY_NAME, List.of(), true), new TopicNames("shop"),
                Duration.ofSeconds(5));
    }

    private static ServerFacts facts(int version, boolean standby) {
        return facts(version, "logical", "ann", true, standby);
    }

    private static ServerFacts facts(int version, String walLevel, String account, boolean mayReplicate) {
        return facts(version, walLevel, account, mayReplicate, PRIMARY);
    }

    private static ServerFacts facts(int version, String walLevel, String account, boolean mayReplicate,
            boolean standby) {
        Use plenty = new Use(100, 1);
        return new ServerFacts(version, walLevel, new Role(standby, false),
                new Account(account, "shop", mayReplicate, true), plenty, plenty,
                new Connections(plenty, plenty, plenty), 60_000, OptionalLong.empty(), 6_400);
    }
}
