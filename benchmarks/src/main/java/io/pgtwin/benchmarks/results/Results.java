package io.pgtwin.benchmarks.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** All results of all rounds, in the order of the runs. */
public record Results(List<Result> all) {
    public Results {
        all = List.copyOf(all);
    }

    Results where(Predicate<Reading> condition) {
        return new Results(all.stream().filter(it -> condition.test(it.reading())).toList());
    }

    List<String> workloads() {
        return all.stream().map(Result::workload).distinct().toList();
    }

    List<String> contestants() {
        return all.stream().map(Result::contestant).distinct().toList();
    }

    List<String> contestants(String workload) {
        return all.stream().filter(it -> it.workload().equals(workload)).map(Result::contestant).distinct().toList();
    }

    List<Result> of(String workload, String contestant) {
        return stream(workload, contestant).toList();
    }

    /** Empty if there is no such result. */
    Optional<Spread> spread(String workload, String contestant, ToDoubleFunction<Reading> number) {
        return stream(workload, contestant).findAny().map(any -> Spread.of(stream(workload, contestant)
                .mapToDouble(it -> number.applyAsDouble(it.reading()))));
    }

    /** The median of the ratios of each round; empty if there is no round with both. */
    OptionalDouble ratio(String workload, String contestant, String peer, ToDoubleFunction<Reading> number) {
        double[] ratios = stream(workload, contestant).flatMapToDouble(ours -> stream(workload, peer)
                .filter(theirs -> theirs.round() == ours.round()).mapToDouble(theirs ->
                        number.applyAsDouble(ours.reading()) / number.applyAsDouble(theirs.reading()))).toArray();
        return ratios.length == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(DoubleStream.of(ratios)).median());
    }

    private Stream<Result> stream(String workload, String contestant) {
        return all.stream().filter(it -> it.workload().equals(workload) && it.contestant().equals(contestant));
    }
}
