package io.pgtwin.integration.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * A type as a column is declared with it, values in the spelling that its input function reads, and a source of more.
 *
 * @param since the first major version of PostgreSQL that has the type
 * @param until the last one
 * @param delimiter between the elements of an array
 */
public record SampleType(String name, int since, int until, char delimiter, List<Sample> samples,
                         Function<Random, String> generator) {
    private static final int OLDEST = 10;
    private static final int NEWEST = 99;

    /** @param since the first version that takes the value */
    record Sample(int since, String value) {
    }

    public SampleType {
        samples = List.copyOf(samples);
    }

    /** Random values are picked from {@code values} unless {@link #random} says otherwise. */
    static SampleType of(String name, String... values) {
        return new SampleType(name, OLDEST, NEWEST, ',', List.of(), random -> values[random.nextInt(values.length)])
                .with(OLDEST, values);
    }

    /** More values, which the version and later ones take. */
    SampleType with(int version, String... values) {
        List<Sample> all = new ArrayList<>(samples);
        for (String value : values) {
            all.add(new Sample(version, value));
        }
        return new SampleType(name, since, until, delimiter, all, generator);
    }

    SampleType from(int version) {
        return new SampleType(name, version, until, delimiter, samples, generator);
    }

    SampleType upTo(int version) {
        return new SampleType(name, since, version, delimiter, samples, generator);
    }

    SampleType delimitedBy(char character) {
        return new SampleType(name, since, until, character, samples, generator);
    }

    SampleType random(Function<Random, String> other) {
        return new SampleType(name, since, until, delimiter, samples, other);
    }

    SampleType without(Set<String> values) {
        return new SampleType(name, since, until, delimiter,
                samples.stream().filter(sample -> !values.contains(sample.value())).toList(), generator);
    }

    boolean existsIn(int version) {
        return since <= version && version <= until;
    }

    /** The values made by hand that the version takes. */
    List<String> values(int version) {
        return samples.stream().filter(sample -> sample.since() <= version).map(Sample::value).toList();
    }

    String random(Random random) {
        return generator.apply(random);
    }
}
