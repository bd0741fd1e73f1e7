package io.pgtwin.common.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;

/** The topics of a sync. All start with {@code topic.prefix}. */
public final class TopicNames {
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int MAX_LENGTH = 249;
    private static final String TRANSACTION = ".transaction";

    private final String prefix;

    public TopicNames(String prefix) {
        this.prefix = prefix;
    }

    public static boolean isLegal(String topic) {
        return !topic.isEmpty() && topic.length() <= MAX_LENGTH && !ILLEGAL.matcher(topic).find() && !topic.equals(".")
                && !topic.equals("..");
    }

    /** Where a table's rows and changes go. Characters that Kafka does not take in a topic's name become {@code _}. */
    public String ofTable(TableId table) {
        return prefix + "." + ILLEGAL.matcher(table.toString()).replaceAll("_");
    }

    /**
     * The topic of each table.
     *
     * @throws PgTwinException CONFIGURATION if two tables would share a topic or have topics that Kafka does not tell
     *         apart, or if a topic's name would be too long
     */
    public Map<TableId, String> ofTables(Collection<TableId> tables) {
        Map<TableId, String> topics = new HashMap<>();
        Map<String, TableId> owners = new HashMap<>();
        for (TableId table : tables) {
            String topic = ofTable(table);
            TableId other = owners.putIfAbsent(withoutDots(topic), table);
            if (other != null) {
                throw new PgTwinException(FailureKind.CONFIGURATION, "Tables " + described(other) + " and "
                        + described(table)
                        + " would share the topic '" + topic + "', because characters other than letters, digits, '.',"
                        + " '_' and '-' become '_' in it, and Kafka does not tell '.' from '_'; rename one, or sync it"
                        + " with a topic.prefix of its own");
            }
            if (!isLegal(topic)) {
                throw new PgTwinException(FailureKind.CONFIGURATION, "The topic of table " + table + " would be longer"
                        + " than " + MAX_LENGTH + " characters; choose a shorter topic.prefix");
            }
            topics.put(table, topic);
        }
        return topics;
    }

    /** Kafka refuses a topic whose name differs from another's in these only, because their metrics would be one. */
    private static String withoutDots(String topic) {
        return topic.replace('.', '_');
    }

    /** Quoted where dots in names would hide where the schema ends. */
    private static String described(TableId table) {
        boolean hasDots = (table.schema() + table.name()).indexOf('.') >= 0;
        return hasDots ? '"' + table.schema() + "\".\"" + table.name() + '"' : table.toString();
    }

    /** Where the source tells about tables: their definition, the start and the end of their copy. */
    public String ofStructure() {
        return prefix;
    }

    public String ofHeartbeats() {
        return prefix + ".heartbeat";
    }

    /** Where watermarks go, which tell what belongs together. */
    public String ofTransactions() {
        return prefix + TRANSACTION;
    }

    /** Whether a topic may be that of the watermarks of some sync, or else that of a table with such a name. */
    public static boolean mayHoldWatermarks(String topic) {
        return topic.endsWith(TRANSACTION);
    }
}
