package io.pgtwin.benchmarks;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.pgtwin.benchmarks.systems.Contestant;
import io.pgtwin.benchmarks.systems.Contestants;

/** The systems' names on the command line. */
final class SystemNames implements Iterable<String> {
    static List<String> all() {
        return Contestants.all(Map.of(), Map.of()).stream().map(Contestant::name).toList();
    }

    static List<String> usual() {
        return all().stream().filter(Contestants::isUsual).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}
