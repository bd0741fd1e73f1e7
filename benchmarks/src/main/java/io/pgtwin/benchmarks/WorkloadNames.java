package io.pgtwin.benchmarks;

import java.util.Iterator;
import java.util.List;

import io.pgtwin.benchmarks.workloads.Sizes;
import io.pgtwin.benchmarks.workloads.Workload;
import io.pgtwin.benchmarks.workloads.Workloads;

/** The workloads' names on the command line. */
final class WorkloadNames implements Iterable<String> {
    static List<String> all() {
        return Workloads.all(Sizes.FULL).stream().map(Workload::name).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}
