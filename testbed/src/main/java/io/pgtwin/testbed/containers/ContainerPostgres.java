package io.pgtwin.testbed.containers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.testcontainers.postgresql.PostgreSQLContainer;

import io.pgtwin.testbed.postgres.PostgresOptions;
import io.pgtwin.testbed.postgres.PostgresServer;
import io.pgtwin.testbed.process.DelegatingPart;
import io.pgtwin.testbed.process.FreePorts;
import io.pgtwin.testbed.process.Part;
import io.pgtwin.testbed.sql.Database;

/** A PostgreSQL server as a container of the official image. */
public final class ContainerPostgres implements PostgresServer, DelegatingPart {
    private static final int CONTAINER_PORT = 5432;

    private final PostgresOptions options;
    private final int port = FreePorts.next();
    private final ContainerPart part;

    public ContainerPostgres(String name, PostgresOptions options, Path logs) {
        this.options = options;
        List<String> command = new ArrayList<>(List.of("postgres"));
        options.effectiveSettings().forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + options.version())
                .withDatabaseName(options.database()).withUsername(USER).withPassword(PASSWORD)
                .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C")      // as the local servers
                .withCommand(command.toArray(String[]::new));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + CONTAINER_PORT));
        part = new ContainerPart(name, container, logs.resolve(name + ".log"), this::answers);
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

    private boolean answers() {
        try (Connection connection = sql().connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
