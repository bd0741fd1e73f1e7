package io.pgtwin.integration.values;

import java.util.List;
import java.util.Random;

/** Dates, times and spans of time. */
final class TimeSamples {
    private static final String[] TIMESTAMPS = {
        "infinity", "-infinity", "2026-02-28 12:34:56.789012", "4714-11-24 00:00:00 BC", "294276-12-31 23:59:59.999999",
        "0001-01-01 00:00:00 BC", "1970-01-01 00:00:00", "1969-12-31 23:59:59.999999", "2000-02-29 24:00:00",
        "12345-06-07 08:09:10"};

    private TimeSamples() {
    }

    static List<SampleType> all() {
        return List.of(
                SampleType.of("date", "infinity", "-infinity", "2026-02-28", "4714-11-24 BC", "5874897-12-31",
                        "0001-01-01 BC", "12345-01-01").random(TimeSamples::date),
                SampleType.of("time", "00:00", "24:00", "23:59:59.999999", "00:00:00.000001").random(TimeSamples::time),
                SampleType.of("time(2)", "23:59:59.99", "12:00"),
                SampleType.of("timetz", "00:00+00", "24:00:00+15:59:59", "12:00:00-15:59:59", "23:59:59.999999+05:30")
                        .random(random -> time(random) + (random.nextBoolean() ? "+" : "-") + random.nextInt(15)),
                SampleType.of("timestamp", TIMESTAMPS).random(TimeSamples::timestamp),
                SampleType.of("timestamp(0)", "2026-02-28 12:34:57", "infinity"),
                SampleType.of("timestamptz", TIMESTAMPS).with(10, "2026-07-01 12:00:00+05:45", "0044-03-15 12:00+00 BC")
                        .random(random -> timestamp(random)),
                SampleType.of("timestamptz(3)", "2026-02-28 12:34:56.789+01"),
                SampleType.of("interval", "0", "1 year 2 mons 3 days 04:05:06.789", "-1 days +02:03:00",
                        "-1 mons +1 day -00:00:00.000001", "1 mon -1 day", "178000000 years", "-178000000 years",
                        "2147483647 days", "-2147483648 days", "2147483647:59:59.999999", "-2147483647:59:59.999999",
                        "1 day", "-1 year").with(15, "2562047788:00:54.775807", "-2562047788:00:54.775807")
                       .with(17, "infinity", "-infinity").random(TimeSamples::interval),
                SampleType.of("interval year to month", "1 year 2 mons", "-1 mons"),
                SampleType.of("interval(2)", "00:00:01.23", "-1 day"),
                SampleType.of("information_schema.time_stamp", "2026-02-28 12:34:56.78+00"),
                SampleType.of("abstime", "2026-02-28 12:34:56+00", "infinity", "-infinity", "1969-12-31 23:59:59+00")
                        .upTo(11),
                SampleType.of("reltime", "1 day", "-1 mon", "00:00:01").upTo(11),
                SampleType.of("tinterval", "[\"2026-02-28 12:00:00+00\" \"2026-03-01 12:00:00+00\"]").upTo(11));
    }

    private static String date(Random random) {
        return String.format("%04d-%02d-%02d%s", 1 + random.nextInt(4_700), 1 + random.nextInt(12),
                1 + random.nextInt(28), random.nextInt(4) == 0 ? " BC" : "");
    }

    private static String time(Random random) {
        return String.format("%02d:%02d:%02d.%06d", random.nextInt(24), random.nextInt(60), random.nextInt(60),
                random.nextInt(1_000_000));
    }

    static String timestamp(Random random) {
        return String.format("%04d-%02d-%02d %s", 1 + random.nextInt(294_000), 1 + random.nextInt(12),
                1 + random.nextInt(28), time(random));
    }

    private static String interval(Random random) {
        return String.format("%d mons %d days %s%s", random.nextInt(20_000) - 10_000, random.nextInt(2_000) - 1_000,
                random.nextBoolean() ? "-" : "", time(random));
    }
}
