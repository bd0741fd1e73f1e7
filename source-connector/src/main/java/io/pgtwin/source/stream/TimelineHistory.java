package io.pgtwin.source.stream;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.common.model.Lsn;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.common.pg.SqlFailures;

/**
 * From which timelines a server's current one has come, and where each was left: what was written to one of them above
 * that place does not belong to the server's history.
 *
 * @param ends by timeline
 */
record TimelineHistory(Map<Integer, Lsn> ends) {
    /** @param current the server's timeline; above 1, because the first one has no history */
    static TimelineHistory read(Sessions sessions, int current) {
        try (Connection replication = sessions.openReplication(); Statement statement = replication.createStatement();
                ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + current)) {
            row.next();
            return parse(row.getString("content"));
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the history of the source's timeline " + current);
        }
    }

    /** The timeline that the server is on, a standby too. */
    static int current(Sessions sessions) {
        try (Connection replication = sessions.openReplication(); Statement statement = replication.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return row.getInt("timeline");
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read the source's timeline");
        }
    }

    /** @param content lines of timeline, LSN and reason, with tabs between them */
    static TimelineHistory parse(String content) {
        return new TimelineHistory(content.lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).map(line -> line.split("\\s+"))
                .collect(Collectors.toMap(fields -> Integer.parseInt(fields[0]), fields -> Lsn.parse(fields[1]))));
    }

    /** Where the server's history left a timeline; empty if it has never been on it. */
    Optional<Lsn> endOf(int timeline) {
        return Optional.ofNullable(ends.get(timeline));
    }
}
