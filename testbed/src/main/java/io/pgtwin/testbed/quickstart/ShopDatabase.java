package io.pgtwin.testbed.quickstart;

import java.nio.file.Path;

import io.pgtwin.testbed.sql.Database;

/**
 * A small but realistic shop, with the accounts that the README describes.
 *
 * @param config the folder with the shipped configuration, which holds the accounts' SQL
 */
record ShopDatabase(Database source, Database target, Path config) {
    static final String NAME = "shop";

    /** What a sync finds in the source: tables, several hundred thousand rows, and an account. */
    void createSource() {
        source.execute(SqlResource.read("shop-types.sql"));
        source.execute(SqlResource.read("shop-tables.sql"));
        source.execute(SqlResource.read("shop-rows.sql"));
        source.executeFile(config.resolve("source-account.sql"));
        source.execute(SqlResource.read("shop-source-grants.sql"));
    }

    /** What a sync needs in the target: an account. The sync makes everything else. */
    void createTarget() {
        target.executeFile(config.resolve("target-account.sql"));
    }
}
