package io.pgtwin.benchmarks.workloads;

import java.util.List;
import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;
import io.pgtwin.benchmarks.data.Dataset;
import io.pgtwin.benchmarks.results.Reading;
import io.pgtwin.benchmarks.systems.Ability;
import io.pgtwin.benchmarks.systems.Contestant;

/** Something that systems can be measured with. */
public interface Workload {
    /** As on the command line and in the results. */
    String name();

    /** What there is at the start. */
    Dataset data();

    /** What a system must be able to do to take part. */
    Set<Ability> needs();

    /** Lets a system do it once; the system is gone and the databases are at rest when this returns. */
    List<Reading> run(Contestant contestant, Databases databases);
}
