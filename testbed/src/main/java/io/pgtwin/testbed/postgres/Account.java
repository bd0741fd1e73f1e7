package io.pgtwin.testbed.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

import io.pgtwin.testbed.process.Shell;
import io.pgtwin.testbed.process.TestbedException;

/**
 * The account of the operating system under which PostgreSQL runs: our own, or {@code nobody} when we are root, because
 * PostgreSQL refuses to run as root.
 */
final class Account {
    private static final String UNPRIVILEGED = "nobody";
    private static final Account OWN = new Account(List.of(), false);

    private final List<String> prefix;
    private final boolean other;

    private Account(List<String> prefix, boolean other) {
        this.prefix = prefix;
        this.other = other;
    }

    static Account forServers() {
        return Shell.firstLine("id", "-u").equals("0") ? unprivileged() : OWN;
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Makes the account the owner of a file or folder. */
    void own(Path path) {
        if (!other) {
            return;
        }
        try {
            Files.setOwner(path, path.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName(UNPRIVILEGED));
        } catch (IOException e) {
            throw new TestbedException("Cannot give " + path + " to user " + UNPRIVILEGED, e);
        }
    }

    /** Whether the account gets at what is in a folder. */
    boolean reaches(Path folder) {
        for (Path step = folder; other && step != null; step = step.getParent()) {
            if (!isOpen(step)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            throw new TestbedException("Cannot read the permissions of " + folder, e);
        }
    }

    private static Account unprivileged() {
        String group = Shell.firstLine("id", "-g", UNPRIVILEGED);
        List<List<String>> ways = List.of(
                List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + group, "--clear-groups", "--"),
                List.of("runuser", "-u", UNPRIVILEGED, "--"),
                List.of("su", "-s", "/bin/sh", UNPRIVILEGED, "-c", "exec \"$0\" \"$@\"", "--"));
        return ways.stream().filter(Account::works).findFirst().map(way -> new Account(way, true))
                .orElseThrow(() -> new TestbedException("PostgreSQL does not run as root, and none of setpriv, runuser"
                        + " and su can start it as user " + UNPRIVILEGED + " here. Run as an ordinary user"));
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("/bin/sh");
        command.add("-c");
        command.add("test \"$(id -u)\" != 0");
        return Shell.succeeds(command.toArray(String[]::new));
    }
}
