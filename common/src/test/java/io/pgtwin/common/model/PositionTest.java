package io.pgtwin.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {
    private static final Lsn CONSISTENT_POINT = Lsn.parse("0/1000");

    @Test
    void commitComesFirstThenEventThenNumber() {
        Position early = new Position(Lsn.parse("0/20"), Lsn.parse("0/18"), 5);
        Position laterNumber = new Position(Lsn.parse("0/20"), Lsn.parse("0/18"), 6);
        Position laterEvent = new Position(Lsn.parse("0/20"), Lsn.parse("0/19"), 0);
        Position laterCommitOfEarlierEvent = new Position(Lsn.parse("0/30"), Lsn.parse("0/10"), 0);

        assertThat(new Position[] {early, laterNumber, laterEvent, laterCommitOfEarlierEvent}).isSorted();
    }

    @Test
    void everyChangeThatASnapshotDoesNotSeeStandsAboveItsCopyEvenOneThatCommitsAtItsLsn() {
        Position change = new Position(CONSISTENT_POINT, Lsn.parse("0/900"), 0);

        assertThat(change.isAfter(Position.ofCopiedRow(CONSISTENT_POINT, 99))).isTrue();
    }

    @Test
    void everyChangeThatASnapshotSeesStandsBelowItsCopy() {
        Lsn lastBefore = new Lsn(CONSISTENT_POINT.value() - 8); // records are aligned

        assertThat(Position.ofCopiedRow(CONSISTENT_POINT, 0)
                .isAfter(new Position(lastBefore, lastBefore, 99))).isTrue();
    }

    @Test
    void aLaterSnapshotStandsAboveAnEarlierOne() {
        Position first = Position.ofCopiedRow(CONSISTENT_POINT, 1_000_000);

        assertThat(Position.ofCopiedRow(Lsn.parse("0/1008"), 0).isAfter(first)).isTrue();
    }

    @Test
    void aHeartbeatStandsBelowTheTransactionThatCommitsAtItsLsn() {
        Position change = new Position(Lsn.parse("0/2000"), Lsn.parse("0/1900"), 0);

        assertThat(change.isAfter(Position.upTo(Lsn.parse("0/2000")))).isTrue();
    }
}
