package io.pgtwin.integration.torture;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.pgtwin.integration.sync.Sync;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.proxy.TcpProxy;
import io.pgtwin.testbed.sql.Database;

/** What can happen to a sync from outside. When a strike is over, everything runs again; the sync may still be stunned. */
enum Strike {
    KILL_WORKER {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field.testbed().worker(), random);
        }
    },
    STOP_WORKER {
        @Override
        void hit(Field field, Sync sync, Random random) {
            field.testbed().worker().stop();
            lasting(random, 1000);
            field.testbed().worker().start();
        }
    },
    KILL_SOURCE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field.testbed().source(), random);
        }
    },
    KILL_TARGET {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field.testbed().target(), random);
        }
    },
    KILL_BROKER {
        @Override
        void hit(Field field, Sync sync, Random random) {
            killed(field.testbed().broker(), random);
        }
    },
    FREEZE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            List<Part> parts = List.of(field.testbed().worker(), field.testbed().source(), field.testbed().target(),
                    field.testbed().broker());
            Part frozen = parts.get(random.nextInt(parts.size()));
            frozen.pause();
            lasting(random, LONGEST_FREEZE_MS);
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
            cut(field.sourceProxy(), random);
        }
    },
    CUT_TARGET {
        @Override
        void hit(Field field, Sync sync, Random random) {
            cut(field.targetProxy(), random);
        }
    },
    REBALANCE {
        @Override
        void hit(Field field, Sync sync, Random random) {
            field.secondWorker().start();
            lasting(random, 8000);
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
            sync.rest().restart(sync.sourceConnector().name());
            sync.rest().restart(sync.sinkConnector().name());
        }
    },
    PAUSE_AND_RESUME {
        @Override
        void hit(Field field, Sync sync, Random random) {
            String connector = random.nextBoolean() ? sync.sourceConnector().name() : sync.sinkConnector().name();
            sync.rest().pause(connector);
            lasting(random, 3000);
            sync.rest().resume(connector);
        }
    },
    STOP_AND_RESUME {
        @Override
        void hit(Field field, Sync sync, Random random) {
            String connector = random.nextBoolean() ? sync.sourceConnector().name() : sync.sinkConnector().name();
            sync.rest().stop(connector);
            lasting(random, 3000);
            sync.rest().resume(connector);
        }
    };

    private static final int LONGEST_FREEZE_MS =
            Integer.parseInt(System.getenv().getOrDefault("PGTWIN_TORTURE_FREEZE_MS", "8000"));
    private static final int LONGEST_CUT_MS =
            Integer.parseInt(System.getenv().getOrDefault("PGTWIN_TORTURE_CUT_MS", "5000"));

    abstract void hit(Field field, Sync sync, Random random);

    private static void killed(Part part, Random random) {
        part.kill();
        lasting(random, 1500);
        part.start();
    }

    private static void cut(TcpProxy proxy, Random random) {
        proxy.cut();
        lasting(random, LONGEST_CUT_MS);
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
            new CountDownLatch(1).await(Duration.ofMillis(random.nextInt(longestMillis)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
