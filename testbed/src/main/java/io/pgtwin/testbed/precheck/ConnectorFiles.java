package io.pgtwin.testbed.precheck;

import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine.Option;

import io.pgtwin.testbed.process.TestbedException;

/** The options that name the files of both connectors. */
public final class ConnectorFiles {
    @Option(names = "--source-config", required = true, paramLabel = "FILE",
            description = "The source connector: a REST body (like config/source.json) or properties. Secrets from"
                    + " providers file, dir and env are looked up on this machine.")
    private Path source;

    @Option(names = "--target-config", required = true, paramLabel = "FILE",
            description = "The sink connector, in the same way")
    private Path target;

    /** @throws TestbedException if the file cannot be read */
    public Map<String, String> source() {
        return ConnectorProperties.read(source);
    }

    /** @throws TestbedException if the file cannot be read */
    public Map<String, String> target() {
        return ConnectorProperties.read(target);
    }
}
