package io.pgtwin.benchmarks.data;

import io.pgtwin.testbed.Testbed;
import io.pgtwin.testbed.sql.Database;

/** A source with rows and a target for them; both are dropped in the end. */
public record Databases(Testbed testbed, String name, Database source, Database target) implements AutoCloseable {
    /** @param name no other run of this testbed has it: topics and offsets of an earlier run may still be there */
    public static Databases create(Testbed testbed, String name, Dataset data) {
        data.make(testbed);
        testbed.source().database("postgres").execute("CREATE DATABASE " + name + " TEMPLATE " + data.template());
        Database target = testbed.target().createDatabase(name);
        target.execute(data.inTarget());
        Databases databases = new Databases(testbed, name, testbed.source().database(name), target);
        databases.settle();
        return databases;
    }

    /** So that no run pays for what came before it. */
    public void settle() {
        source.execute("CHECKPOINT");
        target.execute("CHECKPOINT");
    }

    @Override
    public void close() {
        testbed.target().dropDatabase(name);
        testbed.source().dropDatabase(name);
    }
}
