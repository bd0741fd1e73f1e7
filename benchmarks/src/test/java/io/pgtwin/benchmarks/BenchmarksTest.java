package io.pgtwin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchmarksTest {
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--systems", "--workloads"})
    void unknownNamesAreRefusedBeforeAnythingStarts(String option) {
        int status = command().execute(option, "nothing");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(option + ": no 'nothing' among [");
    }

    @Test
    void namesAreDifferent() {
        assertThat(SystemNames.all()).doesNotHaveDuplicates().contains("native", "debezium", "pgtwin");
        assertThat(WorkloadNames.all()).doesNotHaveDuplicates().contains("copy-wide", "drain-tpcb", "steady-500");
    }

    @Test
    void ofDebeziumOneSettingIsUsual() {
        assertThat(SystemNames.usual()).contains("debezium", "native-binary")
                .doesNotContain("debezium-json", "debezium-2");
    }

    private CommandLine command() {
        return new CommandLine(new Benchmarks()).setErr(new PrintWriter(errors));
    }
}
