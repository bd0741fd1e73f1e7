package io.pgtwin.source.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.common.pg.SqlFailures;

/**
 * The publication that says which tables' changes the slot delivers. Its comment bridges a gap: from the slot's
 * creation until Connect has stored a first offset (up to {@code offset.flush.interval.ms}) nothing else tells whose
 * the slot is. While the comment stands, a restart without an offset goes on with the slot; without it, such a slot is
 * an error.
 */
public final class Publication {
    private static final String VIA_ROOT = "publish_via_partition_root = true";

    private final Connection connection;
    private final String name;

    public Publication(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    public boolean exists() {
        return !query("SELECT pubname FROM pg_catalog.pg_publication WHERE pubname = ?", name).isEmpty();
    }

    /**
     * Makes it, or makes it hold just these tables.
     *
     * @param viaRoot whether changes of partitions are published as those of their partitioned table
     */
    public void publish(List<TableId> tables, boolean viaRoot) {
        String list = tables.stream().map(table -> "ONLY " + Sql.table(table)).collect(Collectors.joining(", "));
        if (!exists()) {
            execute("CREATE PUBLICATION " + Sql.identifier(name) + " FOR TABLE " + list
                    + (viaRoot ? " WITH (" + VIA_ROOT + ")" : ""));
        } else if (!publishedTables().equals(new HashSet<>(tables))) {
            execute("ALTER PUBLICATION " + Sql.identifier(name) + " SET TABLE " + list);
            if (viaRoot) {
                execute("ALTER PUBLICATION " + Sql.identifier(name) + " SET (" + VIA_ROOT + ")");
            }
        }
    }

    /** @throws PgTwinException PUBLICATION_UNSUITABLE if it is absent, or one of the tables is not in it */
    public void requireTables(Collection<TableId> tables) {
        if (!exists()) {
            throw new PgTwinException(FailureKind.PUBLICATION_UNSUITABLE, "Publication '" + name + "' does not exist");
        }
        Set<TableId> published = publishedTables();
        List<TableId> missing = tables.stream().filter(table -> !published.contains(table)).toList();
        if (!missing.isEmpty()) {
            throw new PgTwinException(FailureKind.PUBLICATION_UNSUITABLE, "Selected, but not in publication '" + name
                    + "', so that their changes were not recorded: " + missing
                    + ". Take them out with table.exclude.list, or begin a new sync that includes them. Of partitioned"
                    + " tables the publication must have " + VIA_ROOT + ", unless publish.via.partition.root is false");
        }
    }

    /** Those whose changes are recorded; none if it is absent. */
    public Set<TableId> publishedTables() {
        return entries().keySet();
    }

    /** Those whose changes are recorded; none if it is absent. Waits for no table's lock. */
    public Map<TableId, PublishedEntry> entries() {
        String sql = new CatalogSql(new SourceCatalog(connection).serverVersion()).publishedTables();
        Map<TableId, PublishedEntry> entries = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                entries.put(new TableId(row.getString("schemaname"), row.getString("tablename")),
                        new PublishedEntry(row.getLong("relation"), row.getString("entry")));
            }
            return entries;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read publication '" + name + "'");
        }
    }

    /** Says that a slot is about to be created and no offset stored yet. */
    public void markStarting(String slot) {
        comment(startingComment(slot));
    }

    public boolean isMarkedStarting(String slot) {
        List<String> comments = query("SELECT pg_catalog.obj_description(oid, 'pg_publication')"
                + " FROM pg_catalog.pg_publication WHERE pubname = ?", name);
        return Optional.of(startingComment(slot)).filter(comments::contains).isPresent();
    }

    /** Says that Connect has stored an offset, so that the slot is the sync's for good. */
    public void markStarted() {
        comment("pgtwin");
    }

    private static String startingComment(String slot) {
        return "pgtwin: starting with slot " + slot;
    }

    private void comment(String text) {
        execute("COMMENT ON PUBLICATION " + Sql.identifier(name) + " IS " + Sql.literal(text));
    }

    private List<String> query(String sql, String parameter) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            ResultSet row = statement.executeQuery();
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot read publication '" + name + "'");
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot write publication '" + name + "'");
        }
    }
}
