package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.List;

/** An index as the catalog has it. See {@code indexes.sql}. */
record SourceIndex(long oid, long relation, String name, String definition, boolean isUnique, boolean valid,
        boolean replicaIdentity, boolean clustered, boolean nullsNotDistinct, boolean partitioned, String parent,
        long parentRelation, List<String> options, List<String> keyColumns, List<String> includedColumns,
        List<String> statistics, String comment) {

    static SourceIndex of(CatalogRow row) throws SQLException {
        return new SourceIndex(row.number("oid"), row.number("relation"), row.text("name"), row.text("definition"),
                row.flag("is_unique"), row.flag("valid"), row.flag("replica_identity"), row.flag("clustered"),
                row.flag("nulls_not_distinct"), row.flag("partitioned"), row.text("parent"),
                row.number("parent_relation"),
                row.texts("options"), row.texts("key_columns"), row.texts("included_columns"), row.texts("statistics"),
                row.text("comment"));
    }
}
