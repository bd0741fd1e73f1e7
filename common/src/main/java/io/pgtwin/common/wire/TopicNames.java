package io.pgtwin.common.wire;

import java.util.regex.Pattern;

import io.pgtwin.common.model.TableId;

/** The topics of a sync. All start with {@code topic.prefix}. */
public final class TopicNames {
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int MAX_LENGTH = 249;

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

    /** Where the source tells about tables: their definition, the start and the end of their copy. */
    public String ofStructure() {
        return prefix;
    }

    public String ofHeartbeats() {
        return prefix + ".heartbeat";
    }
}
