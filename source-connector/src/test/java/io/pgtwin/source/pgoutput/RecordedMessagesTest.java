package io.pgtwin.source.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real server sent, decoded. */
class RecordedMessagesTest {
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final PgOutputDecoder decoder = new PgOutputDecoder();

    static Stream<Path> everyFixture() {
        return Fixture.files(Fixture.folder());
    }

    @Test
    void rowsAreInsertedUpdatedAndDeleted() {
        assertThat(transcript("insert-update-delete")).containsExactly(
                "begin",
                "relation shop.items DEFAULT (id* 23/-1, name 1043/44, price 1700/655366, note 25/-1)",
                "insert items ['1', 'cup', '2.50', null]",
                "insert items ['2', 'Grüße 😀', null, '']",
                "commit",
                "begin",
                "update items to ['1', 'cup', '3.00', null]",
                "commit",
                "begin",
                "update items KEY ['2', null, null, null] to ['7', 'Grüße 😀', null, '']",
                "commit",
                "begin",
                "delete items KEY ['1', null, null, null]",
                "commit");
    }

    @Test
    void aToastedValueThatDidNotChangeIsNotNull() {
        assertThat(transcript("toast-unchanged")).containsExactly(
                "begin",
                "relation public.documents DEFAULT (id* 23/-1, title 25/-1, body 25/-1)",
                "update documents to ['1', 'second', unchanged]",
                "commit",
                "begin",
                "update documents KEY ['1', null, null] to ['2', 'second', unchanged]",
                "commit",
                "begin",
                "update documents to ['2', 'second', 'short']",
                "commit");
    }

    @Test
    void fullReplicaIdentitySendsTheWholeOldRow() {
        assertThat(transcript("replica-identity-full")).containsExactly(
                "begin",
                "relation public.readings FULL (sensor* 25/-1, level* 700/-1)",
                "insert readings ['north', '1.5']",
                "insert readings [null, 'NaN']",
                "commit",
                "begin",
                "update readings FULL ['north', '1.5'] to ['north', '2']",
                "commit",
                "begin",
                "delete readings FULL [null, 'NaN']",
                "commit");
    }

    @Test
    void anIndexAsReplicaIdentitySendsItsColumnsAndNotThePrimaryKey() {
        assertThat(transcript("replica-identity-index")).containsExactly(
                "begin",
                "relation public.countries INDEX (id 23/-1, code* 1042/6, name 25/-1)",
                "insert countries ['1', 'DE', 'Germany']",
                "commit",
                "begin",
                "update countries to ['2', 'DE', 'Germany']",
                "commit",
                "begin",
                "update countries KEY [null, 'DE', null] to ['2', 'AT', 'Germany']",
                "commit",
                "begin",
                "delete countries KEY [null, 'AT', null]",
                "commit");
    }

    @Test
    void withoutReplicaIdentityInsertsStillArrive() {
        assertThat(transcript("replica-identity-nothing")).containsExactly(
                "begin", "relation public.journal NOTHING (entry 25/-1)", "insert journal ['opened']", "commit");
    }

    @Test
    void typesOfTheUserAreNamedBeforeTheRelationAndDomainsByTheirBaseType() {
        assertThat(transcript("user-defined-types")).containsExactly(
                "begin",
                "type public.mood",
                "type .int4",
                "type public.pair",
                "type public._mood",
                "relation public.survey DEFAULT"
                        + " (id* 23/-1, mood mood/-1, share int4/-1, pair pair/-1, moods _mood/-1)",
                "insert survey ['1', 'glad', '50', '(1,\"x, y\")', '{sad,glad}']",
                "commit",
                "begin",
                "insert survey ['2', null, null, null, null]",
                "commit");
    }

    @Test
    void truncateNamesItsTablesAndOptions() {
        assertThat(transcript("truncate")).filteredOn(line -> line.startsWith("truncate")).containsExactly(
                "truncate children",
                "truncate parents, children restart identity",
                "truncate parents, children cascade");
    }

    @Test
    void logicalMessagesStandInsideAndOutsideOfTransactions() {
        assertThat(transcript("logical-message")).containsExactly(
                "begin",
                "relation public.items DEFAULT (id* 23/-1)",
                "insert items ['1']",
                "message inside 'pgtwin' 696e73696465",
                "commit",
                "message outside 'pgtwin' 00ff",
                "message outside '' ");
    }

    @Test
    void copiedRowsAreInserts() {
        assertThat(transcript("copy")).containsExactly(
                "begin",
                "relation public.items DEFAULT (id* 23/-1, name 25/-1)",
                "insert items ['1', 'one']",
                "insert items ['2', null]",
                "insert items ['3', '']",
                "commit");
    }

    @Test
    void anOriginKeepsAllBitsOfItsLsn() {
        assertThat(transcript("origin")).containsExactly(
                "begin", "origin upstream ffffffff80000000", "relation public.items DEFAULT (id* 23/-1)",
                "insert items ['1']", "commit");
    }

    @Test
    void anAlteredTableIsDescribedAgain() {
        assertThat(transcript("altered-table")).containsExactly(
                "begin",
                "relation public.Odd \"name\" DEFAULT (id* 20/-1)",
                "insert Odd \"name\" ['1']",
                "commit",
                "begin",
                "relation public.Odd \"name\" DEFAULT (id* 20/-1, größe 1184/-1)",
                "insert Odd \"name\" ['2', '-infinity']",
                "commit");
    }

    @Test
    void beginAndCommitAgreeOnPositionAndTime() {
        List<PgOutputMessage> messages = Fixture.named("copy").decode();
        PgOutputMessage.Begin begin = (PgOutputMessage.Begin) messages.get(0);
        PgOutputMessage.Commit commit = (PgOutputMessage.Commit) messages.get(messages.size() - 1);
        assertThat(commit.commitLsn()).isEqualTo(begin.finalLsn());
        assertThat(Long.compareUnsigned(commit.endLsn(), commit.commitLsn())).isPositive();
        assertThat(commit.commitMicros()).isEqualTo(begin.commitMicros());
        assertThat(begin.xid()).isPositive();
        assertThat(POSTGRES_EPOCH.plus(begin.commitMicros(), ChronoUnit.MICROS)).isAfter("2025-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("everyFixture")
    void everyMessageCutAnywhereIsRefused(Path file) {
        for (byte[] message : Fixture.read(file).messages()) {
            for (int length = 0; length < message.length; length++) {
                ByteBuffer cut = ByteBuffer.wrap(message, 0, length);
                assertThatThrownBy(() -> decoder.decode(cut)).as("%s bytes of %s", length, message.length)
                        .isInstanceOf(MalformedMessageException.class).hasMessageContaining(" at byte ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyFixture")
    void everyMessageWithAByteMoreIsRefused(Path file) {
        for (byte[] message : Fixture.read(file).messages()) {
            byte[] longer = Arrays.copyOf(message, message.length + 1);
            assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(longer)))
                    .isInstanceOf(MalformedMessageException.class).hasMessageContaining("1 bytes follow");
        }
    }

    @ParameterizedTest
    @MethodSource("everyFixture")
    void aMessageMayLieAnywhereInAnyKindOfBuffer(Path file) {
        Fixture fixture = Fixture.read(file);
        List<byte[]> messages = fixture.messages();
        Transcript plain = new Transcript();
        Transcript shifted = new Transcript();
        Transcript direct = new Transcript();
        for (byte[] message : messages) {
            String expected = decoder.decode(ByteBuffer.wrap(message)).accept(plain);
            assertThat(decoder.decode(shifted(message)).accept(shifted)).isEqualTo(expected);
            assertThat(decoder.decode(direct(message)).accept(direct)).isEqualTo(expected);
        }
    }

    private static ByteBuffer shifted(byte[] message) {
        byte[] room = new byte[message.length + 20];
        System.arraycopy(message, 0, room, 9, message.length);
        return ByteBuffer.wrap(room, 4, message.length + 10).slice().position(5).limit(5 + message.length);
    }

    private static ByteBuffer direct(byte[] message) {
        return ByteBuffer.allocateDirect(message.length + 3).position(3).put(message).position(3);
    }

    private static List<String> transcript(String fixture) {
        return Transcript.of(Fixture.named(fixture));
    }
}
