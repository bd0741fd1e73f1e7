package io.pgtwin.testbed.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.process.TestbedHome;

/** The jars of one Kafka version, as the build has fetched them. */
record KafkaDistribution(Path libs) {
    static KafkaDistribution of(String version) {
        Path module = TestbedHome.module();
        return TestbedHome.list(module, "kafka*").stream()
                .flatMap(folder -> TestbedHome.list(folder.resolve("target"), "kafka-" + version).stream())
                .map(folder -> new KafkaDistribution(folder.resolve("libs")))
                .findFirst()
                .orElseThrow(() -> new TestbedException("Kafka " + version + " is not in " + module
                        + "/kafka*/target. Build the project; there are " + TestbedHome.kafkaVersion() + " and "
                        + TestbedHome.oldestKafkaVersion()));
    }

    List<String> java(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", libs.resolve("*").toString(), mainClass));
        command.addAll(arguments);
        return command;
    }
}
