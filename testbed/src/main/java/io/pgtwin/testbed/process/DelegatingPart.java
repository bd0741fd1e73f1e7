package io.pgtwin.testbed.process;

import java.nio.file.Path;
import java.time.Duration;

/** A part that is more than its process: everything about the process is asked of {@link #part()}. */
public interface DelegatingPart extends Part {
    Part part();

    @Override
    default String name() {
        return part().name();
    }

    @Override
    default void start() {
        part().start();
    }

    @Override
    default void stop() {
        part().stop();
    }

    @Override
    default void kill() {
        part().kill();
    }

    @Override
    default void discard() {
        part().discard();
    }

    @Override
    default void pause() {
        part().pause();
    }

    @Override
    default void resume() {
        part().resume();
    }

    @Override
    default boolean isRunning() {
        return part().isRunning();
    }

    @Override
    default long pid() {
        return part().pid();
    }

    @Override
    default Duration cpuTime() {
        return part().cpuTime();
    }

    @Override
    default Path log() {
        return part().log();
    }
}
