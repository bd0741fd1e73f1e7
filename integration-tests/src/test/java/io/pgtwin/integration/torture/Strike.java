package io.pgtwin.integration.torture;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.proxy.TcpProxy;
import io.pgtwin.testbed.sql.Database;

/**
 * What can happen to a sync from outside. When a strike is over, everything runs again; the sync may still be stunned.
 */
enum Strike {
    KILL_WORKER {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field, field.testbed().worker(), random);
        }
    },
    STOP_WORKER {
        @Override
        void hit(Field field, Sync sync, Random random) {
            field.testbed().worker().stop();
            lasting(random, field.pace().outage());
            field.testbed().worker().start();
        }
    },
    KILL_SOURCE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field, field.testbed().source(), random);
        }
    },
    KILL_TARGET {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field, field.testbed().target(), random);
        }
    },
    KILL_BROKER {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field, field.testbed().broker(), random);
        }
    },
    FREEZE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            List<Part> parts = List.of(field.testbed().worker(), field.testbed().source(), field.testbed().target(),
                    field.testbed().broker());
            Part frozen = parts.get(random.nextInt(parts.size()));
            frozen.pause();
            lasting(random, field.pace().freeze());
            frozen.resume();
        }
    },
    END_SESSIONS_OF_SOURCE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            endSessions(sync.source(), random);
        }
    },
    END_SESSIONS_OF_TARGET {
        @Override
        void hit(Field field, Sync sync, Random random) {
            endSessions(sync.target(), random);
        }
    },
    CUT_SOURCE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            cut(field, field.sourceProxy(), random);
        }
    },
    CUT_TARGET {
        @Override
        void hit(Field field, Sync sync, Random random) {
            cut(field, field.targetProxy(), random);
        }
    },
    REBALANCE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            field.secondWorker().start();
            lasting(random, field.pace().company());
            if (random.nextBoolean()) {
                field.secondWorker().kill();
            } else {
                field.secondWorker().stop();
            }
        }
    },
    RESTART_CONNECTORS {
        @Override
        void hit(Field field, Sync sync, Random random) {
            Demand.of("the source restarts", () -> sync.rest().restart(sync.sourceConnector().name()));
            Demand.of("the sink restarts", () -> sync.rest().restart(sync.sinkConnector().name()));
        }
    },
    PAUSE_AND_RESUME {
        @Override
        void hit(Field field, Sync sync, Random random) {
            String connector = random.nextBoolean() ? sync.sourceConnector().name() : sync.sinkConnector().name();
            Demand.of(connector + " pauses", () -> sync.rest().pause(connector));
            lasting(random, field.pace().rest());
            Demand.of(connector + " goes on", () -> sync.rest().resume(connector));
        }
    },
    STOP_AND_RESUME {
        @Override
        void hit(Field field, Sync sync, Random random) {
            String connector = random.nextBoolean() ? sync.sourceConnector().name() : sync.sinkConnector().name();
            Demand.of(connector + " stops", () -> sync.rest().stop(connector));
            lasting(random, field.pace().rest());
            Demand.of(connector + " goes on", () -> sync.rest().resume(connector));
        }
    },
    /** The only one that a person has to mend: {@link Mending} does. */
    FILL_DISK_OF_TARGET {
        @Override
        void hit(Field field, Sync sync, Random random) {
            field.smallDisk().ifPresent(disk -> {
                disk.fill();
                Await.holdsWithin(UNTIL_A_TASK_FAILS, () -> Mending.isNeeded(sync));
                disk.free();
                for (int i = 0; i < MOST_RESTARTS
                        && Await.holdsWithin(UNTIL_ALL_HAVE_FAILED, () -> Mending.isNeeded(sync)); i++) {
                    Mending.of(sync);
                }
            });
        }
    };

    private static final Duration UNTIL_A_TASK_FAILS = Duration.ofSeconds(3);
    private static final Duration UNTIL_ALL_HAVE_FAILED = Duration.ofSeconds(1);
    private static final int MOST_RESTARTS = 20;

    /** All; but only root may mount a small disk. */
    static List<Strike> possibleOn(Field field) {
        return Stream.of(values()).filter(it -> it != FILL_DISK_OF_TARGET || field.smallDisk().isPresent()).toList();
    }

    abstract void hit(Field field, Sync sync, Random random);

    private static void killed(Field field, Part part, Random random) {
        part.kill();
        lasting(random, field.pace().outage());
        part.start();
    }

    private static void cut(Field field, TcpProxy proxy, Random random) {
        proxy.cut();
        lasting(random, field.pace().cut());
        proxy.restore();
    }

    private static void endSessions(Database database, Random random) {
        database.column("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name LIKE 'pgtwin%' ORDER BY random() LIMIT ?",
                1 + random.nextInt(3));
    }

    /** How long a strike lasts is a part of it: nothing is awaited here. */
    static void lasting(Random random, int longestMillis) {
        try {
            new CountDownLatch(1).await(Duration.ofMillis(random.nextInt(longestMillis)).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
