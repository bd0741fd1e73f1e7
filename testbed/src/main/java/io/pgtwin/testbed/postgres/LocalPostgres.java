package io.pgtwin.testbed.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.testbed.process.DelegatingPart;
import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.process.LocalPart;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.process.Shell;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.sql.Database;

/** A PostgreSQL server as processes of this machine. */
public final class LocalPostgres implements PostgresServer, DelegatingPart {
    private static final Duration LIMIT = Duration.ofSeconds(180);

    /**
     * The usual 4,096 protect stolen passwords; here they are known, and would cost a tenth of the time of all tests.
     */
    private static final int FIRST_VERSION_WITH_SCRAM_ITERATIONS = 16;

    private final PostgresOptions options;
    private final Account account = Account.forServers();
    private final PostgresDistribution distribution;
    private final Path data;
    private final Path log;
    private final int port = FreePorts.next();
    private final LocalPart part;

    /**
     * @param folder for data, and for the programs if need be; every user must be able to pass through it
     * @param logs where the log goes
     */
    public LocalPostgres(String name, PostgresOptions options, Path folder, Path logs) {
        if (!account.reaches(folder)) {
            throw new TestbedException("PostgreSQL runs as another user, who cannot get into " + folder
                    + ". Set -Djava.io.tmpdir to a folder that every user may pass through");
        }
        this.options = options;
        distribution = PostgresDistribution.of(options.version(), account, folder.resolve("postgres"));
        data = folder.resolve(name);
        log = logs.resolve(name + ".log");
        part = new LocalPart(new LocalPart.Launch(name, command(), Map.of(), data, log, "INT", "QUIT",
                Optional.of(data.resolve("postmaster.pid")), this::answers, LIMIT));
    }

    /** Makes the cluster at the first start. */
    @Override
    public void start() {
        boolean first = !Files.exists(data);
        if (first) {
            initialize();
        }
        part.start();
        if (first) {
            createDatabase(options.database());
        }
    }

    /**
     * Takes the data of another server, instead of an empty cluster, before the first start.
     *
     * @param stopped so that its files hold still
     */
    public void copy(LocalPostgres stopped) {
        Shell.run("cp", List.of("cp", "-a", stopped.data.toString(), data.toString()), data.getParent(), log, LIMIT);
        writeSettings();
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public String version() {
        return options.version();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Database sql() {
        return database(options.database());
    }

    private List<String> command() {
        return account.command(List.of(distribution.program("postgres"), "-D", data.toString()));
    }

    private void initialize() {
        Folders.create(data);
        account.own(data);
        try {
            Path password = Files.writeString(data.resolveSibling(data.getFileName() + ".password"), PASSWORD);
            account.own(password);
            // locale C: it exists on every machine and sorts the same in all versions
            List<String> command = new ArrayList<>(List.of(distribution.program("initdb"), "-D", data.toString(),
                    "-U", USER, "--pwfile=" + password, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                    "--no-sync"));
            if (Integer.parseInt(options.version()) >= FIRST_VERSION_WITH_SCRAM_ITERATIONS) {
                command.add("--set=scram_iterations=1");
            }
            Shell.run("initdb", account.command(command), data, log, LIMIT);
            Files.delete(password);
            writeSettings();
            Files.writeString(data.resolve("postgresql.conf"), "\ninclude 'testbed.conf'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TestbedException("Cannot write the settings of " + name(), e);
        }
    }

    /** A server with {@code primary_conninfo} is a standby until it is promoted. */
    private void writeSettings() {
        try {
            account.own(Files.writeString(data.resolve("testbed.conf"), settings()));
            if (options.settings().containsKey("primary_conninfo")) {
                account.own(Files.writeString(data.resolve("standby.signal"), ""));
            }
        } catch (IOException e) {
            throw new TestbedException("Cannot write the settings of " + name(), e);
        }
    }

    private String settings() {
        String fixed = "listen_addresses = '127.0.0.1'\nport = " + port + "\nunix_socket_directories = ''\n";
        return options.effectiveSettings().entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", "", fixed));
    }

    private boolean answers() {
        try (Connection connection = database("postgres").connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
