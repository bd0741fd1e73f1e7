package io.pgtwin.integration.values;

import java.util.Map;

import io.pgtwin.testbed.sql.Database;

/** Settings of a database that change how values are written and read; a sync must not depend on them. */
enum SessionDefaults {
    STRANGE(Map.of("DateStyle", "'SQL, DMY'", "IntervalStyle", "sql_standard", "TimeZone", "'Asia/Kathmandu'",
            "extra_float_digits", "-5", "bytea_output", "escape", "search_path", "types, public",
            "quote_all_identifiers", "on")),
    STRANGER(Map.of("DateStyle", "'German, DMY'", "IntervalStyle", "iso_8601", "TimeZone", "'America/St_Johns'",
            "extra_float_digits", "-15", "bytea_output", "escape", "xmloption", "document", "array_nulls", "off",
            "search_path", "types, public", "standard_conforming_strings", "off"));

    private final Map<String, String> settings;

    SessionDefaults(Map<String, String> settings) {
        this.settings = settings;
    }

    static void reset(Database database) {
        database.execute("ALTER DATABASE " + database.value("SELECT quote_ident(current_database())") + " RESET ALL");
    }

    void applyTo(Database database) {
        String name = database.value("SELECT quote_ident(current_database())");
        settings.forEach((setting, value) ->
                database.execute("ALTER DATABASE " + name + " SET " + setting + " = " + value));
    }
}
