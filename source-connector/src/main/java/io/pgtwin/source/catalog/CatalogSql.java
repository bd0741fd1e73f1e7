package io.pgtwin.source.catalog;

import io.pgtwin.common.pg.SqlResource;

/** The queries about tables in the words of one server version, like 170004. */
record CatalogSql(int serverVersion) {
    private static final int VERSION_WITH_INCLUDED_COLUMNS = 110_000;
    private static final int VERSION_WITH_GENERATED_COLUMNS = 120_000;
    private static final int VERSION_WITH_PUBLISHED_ROOTS = 130_000;
    private static final int VERSION_WITH_PUBLISHED_SCHEMAS = 150_000;

    boolean canPublishPartitionedAsOne() {
        return serverVersion >= VERSION_WITH_PUBLISHED_ROOTS;
    }

    String tables(boolean partitionedAsOne) {
        return resource("tables").replace("$as_one$", String.valueOf(partitionedAsOne));
    }

    String columns() {
        String notGenerated = serverVersion >= VERSION_WITH_GENERATED_COLUMNS ? "a.attgenerated = ''" : "true";
        return resource("columns").replace("$generated$", notGenerated);
    }

    String columnNames() {
        return resource("column-names");
    }

    String keys() {
        return resource("keys").replace("$key_columns$", keyColumns());
    }

    String indispensableColumns() {
        return resource("indispensable-columns");
    }

    String publishedTables() {
        String wholeSchema = serverVersion >= VERSION_WITH_PUBLISHED_SCHEMAS
                ? "(p.oid, c.relnamespace) IN (SELECT pnpubid, pnnspid FROM pg_publication_namespace)" : "false";
        return resource("published-tables").replace("$whole_schema$", wholeSchema);
    }

    String unreadableColumns() {
        return resource("unreadable-columns");
    }

    String parts() {
        return resource("parts").replace("$key_columns$", keyColumns());
    }

    /** Without those that an index only includes. */
    private String keyColumns() {
        return serverVersion >= VERSION_WITH_INCLUDED_COLUMNS ? "i.indnkeyatts" : "i.indnatts";
    }

    private static String resource(String name) {
        return SqlResource.read(CatalogSql.class, name + ".sql");
    }
}
