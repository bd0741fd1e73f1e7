package io.pgtwin.integration.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.testbed.sql.Database;

/** SQL beside the tests, run as psql runs it: statement by statement in one session. A statement ends with its line. */
public final class Script {
    private static final String FOLDER = "/io/pgtwin/integration/";

    private final String name;
    private final List<String> statements;

    private Script(String name, List<String> statements) {
        this.name = name;
        this.statements = statements;
    }

    public static Script named(String name) {
        return of(name, text(name));
    }

    /** @param name for messages */
    static Script of(String name, String text) {
        return new Script(name, statements(text));
    }

    /** A script's text, for those who put something into it. */
    public static String text(String name) {
        try (InputStream in = Script.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            statement.append(line).append('\n');
            if (line.endsWith(";") && !isInBody(statement)) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    /** In a function's body, between the first and the second {@code $$}, semicolons end nothing. */
    private static boolean isInBody(StringBuilder statement) {
        int begin = statement.indexOf("$$");
        return begin >= 0 && statement.indexOf("$$", begin + 2) < 0;
    }

    public void runOn(Database database) {
        try (Connection connection = database.connect(); Statement session = connection.createStatement()) {
            for (String statement : statements) {
                session.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + " failed: " + e.getMessage(), e);
        }
    }
}
