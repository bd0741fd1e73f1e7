package io.pgtwin.testbed.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.FrameConsumerResultCallback;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.OutputFrame.OutputType;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.LogTail;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.process.ProcessTree;
import io.pgtwin.testbed.process.TestbedException;

/** A part that is a container. Its host port is fixed, so that it is the same after a restart. */
final class ContainerPart implements Part {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 60;

    private final String name;
    private final GenericContainer<?> container;
    private final Path log;
    private final BooleanSupplier ready;

    ContainerPart(String name, GenericContainer<?> container, Path log, BooleanSupplier ready) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new TestbedException("-Dtestbed=containers needs a Docker engine, and none answers here."
                    + " Start one, or leave the option out: the testbed then runs as local processes");
        }
        this.name = name;
        this.container = container;
        this.log = log;
        this.ready = ready;
        container.withLogConsumer(this::append);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            startAgain();
        }
        Await.until(LIMIT, name + " answers", ready, () -> LogTail.of(log));
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
        Await.until(LIMIT, name + " ends", () -> !isRunning(), () -> LogTail.of(log));
    }

    @Override
    public void discard() {
        container.stop();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public boolean isRunning() {
        return container.getContainerId() != null && Boolean.TRUE.equals(state().getRunning());
    }

    /** As the engine sees it; on a machine other than this one it means nothing here. */
    @Override
    public long pid() {
        return state().getPidLong();
    }

    @Override
    public Duration cpuTime() {
        return ProcessTree.of(pid()).cpuTime();
    }

    @Override
    public Path log() {
        return log;
    }

    /** Follows the log anew, which has ended with the last run; lines of the second in which it ended come twice. */
    private void startAgain() {
        int since = Math.toIntExact(Instant.parse(state().getFinishedAt()).getEpochSecond());
        docker().startContainerCmd(container.getContainerId()).exec();
        FrameConsumerResultCallback frames = new FrameConsumerResultCallback();
        frames.addConsumer(OutputType.STDOUT, this::append);
        frames.addConsumer(OutputType.STDERR, this::append);
        docker().logContainerCmd(container.getContainerId()).withStdOut(true).withStdErr(true).withFollowStream(true)
                .withSince(since).exec(frames);
    }

    private ContainerState state() {
        return docker().inspectContainerCmd(container.getContainerId()).exec().getState();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private void append(OutputFrame frame) {
        try {
            Files.writeString(log, frame.getUtf8String(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TestbedException("Cannot write " + log, e);
        }
    }
}
