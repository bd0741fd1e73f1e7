package io.pgtwin.integration.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.pgtwin.integration.sync.OptionFiles;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.testbed.precheck.PrecheckCommand;

/** {@code ./quickstart precheck} reads both kinds of files, and its status tells whether a check failed. */
class PrecheckCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void everyCheckAndEveryTableIsPrinted() throws IOException, SQLException {
        try (SetUp setUp = new SetUp(Servers.shared().source(), Servers.shared().target())) {
            setUp.setSink("name.mapping", "shop\\.(.*) => archive.$1");
            assertThat(run(OptionFiles.json(folder, setUp.sourceOptions()),
                    OptionFiles.properties(folder, setUp.sinkOptions()))).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("wal_level=logical", "free space",
                    "shop.orders -> archive.orders", "primary key orders_pkey of shop.orders -> archive.orders_pkey",
                    "schema shop -> archive", "No check failed");
        }
    }

    @Test
    void failedCheckIsPrintedWithItsRemedy() throws IOException, SQLException {
        try (SetUp setUp = new SetUp(Servers.shared().source(), Servers.shared().target())) {
            setUp.onSource("ALTER ROLE $account$ NOREPLICATION");
            assertThat(run(OptionFiles.properties(folder, setUp.sourceOptions()),
                    OptionFiles.json(folder, setUp.sinkOptions()))).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("FAILED   REPLICATION right",
                    "-> ALTER ROLE \"" + setUp.account() + "\" REPLICATION;");
        }
    }

    @Test
    void secretsOfProvidersAreLookedUp() throws IOException, SQLException {
        try (SetUp setUp = new SetUp(Servers.shared().source(), Servers.shared().target())) {
            Path secrets = Files.writeString(folder.resolve("secrets.properties"), "source=" + SetUp.PASSWORD);
            setUp.setSource("connection.password", "${file:" + secrets + ":source}");
            assertThat(run(OptionFiles.json(folder, setUp.sourceOptions()),
                    OptionFiles.json(folder, setUp.sinkOptions()))).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(SetUp.PASSWORD + "\n");
        }
    }

    @Test
    void malformedOptionsAreFoundWithoutADatabase() throws IOException {
        assertThat(run(OptionFiles.json(folder, Map.of("connection.url", "jdbc:mysql://h/d")),
                OptionFiles.json(folder, Map.of()))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("jdbc:postgresql://host:port/database");
    }

    private int run(Path source, Path target) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new CommandLine(new PrecheckCommand(stream)).execute("--source-config", source.toString(),
                "--target-config", target.toString());
    }
}
