package io.pgtwin.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.sql.ContentComparison;
import io.pgtwin.testbed.sql.Database;
import io.pgtwin.testbed.sql.TableDifference;

/** A source with rows and a target with the same tables, empty; both are dropped in the end. */
record Databases(Testbed testbed, String name, Database source, Database target) implements AutoCloseable {
    private static final String TEMPLATE = "template_wide";

    /** Makes the rows once; every source is a copy of them. */
    static void prepare(Testbed testbed, long rows) {
        Database template = testbed.source().createDatabase(TEMPLATE);
        template.execute(script("wide-table.sql"));
        template.update(script("wide-rows.sql"), rows);
        template.execute("VACUUM ANALYZE");
    }

    static Databases create(Testbed testbed, String name) {
        return create(testbed, name, TEMPLATE, script("wide-table.sql"));
    }

    /** @param targetSql makes what the target has from the start */
    static Databases create(Testbed testbed, String name, String template, String targetSql) {
        testbed.source().database("postgres").execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        Database target = testbed.target().createDatabase(name);
        target.execute(targetSql);
        Databases databases = new Databases(testbed, name, testbed.source().database(name), target);
        databases.settle();
        return databases;
    }

    /** So that no run pays for what came before it. */
    void settle() {
        source.execute("CHECKPOINT");
        target.execute("CHECKPOINT");
    }

    static String script(String resource) {
        try (InputStream in = Databases.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if a system has lost or changed rows: then its time says nothing */
    void requireEqual() {
        List<TableDifference> differences = ContentComparison.between(source, target).differences();
        if (!differences.isEmpty()) {
            throw new IllegalStateException("Not equal after the run: " + differences);
        }
    }

    @Override
    public void close() {
        testbed.target().dropDatabase(name);
        testbed.source().dropDatabase(name);
    }
}
