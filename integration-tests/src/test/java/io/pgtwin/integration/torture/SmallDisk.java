package io.pgtwin.integration.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.pgtwin.testbed.process.Shell;
import io.pgtwin.testbed.sql.Database;

/**
 * A file system of few megabytes that holds a tablespace, so that a server can run out of space; where it can be
 * mounted.
 */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 192;
    private static final String TABLESPACE = "small_disk";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path folder;
    private final Path filler;
    private final Path log;

    private SmallDisk(Path folder, Path log) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        this.log = log;
    }

    /**
     * Makes a tablespace for a server of this machine.
     *
     * @param within a folder that the server's account may pass through
     * @param postmaster the server's process: its account gets the file system
     * @return empty if nothing can be mounted here
     */
    static Optional<SmallDisk> of(Database server, Path within, long postmaster) {
        try {
            Path folder = Files.createDirectories(within.resolve("small-disk"));
            String owner = Files.getAttribute(Path.of("/proc/" + postmaster), "unix:uid").toString();
            if (!Shell.succeeds("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m,mode=700,uid=" + owner, "tmpfs",
                    folder.toString())) {
                return Optional.empty();
            }
            SmallDisk disk = new SmallDisk(folder, within.resolve("small-disk.log"));
            Runtime.getRuntime().addShutdownHook(new Thread(disk::unmount));
            Path tables = Files.createDirectory(folder.resolve("tables"));
            Files.setAttribute(tables, "unix:uid", Integer.valueOf(owner));
            server.execute("CREATE TABLESPACE " + TABLESPACE + " LOCATION '" + tables + "'");
            return Optional.of(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param server whose database nobody uses yet */
    void take(Database server, String database) {
        server.execute("ALTER DATABASE " + database + " SET TABLESPACE " + TABLESPACE);
    }

    /** Leaves no space. */
    void fill() {
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(megabyte);
            }
        } catch (IOException e) {
            // it is full, which is what is wanted
            return;
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unmount() {
        Shell.succeeds("umount", "-l", folder.toString());
    }

    @Override
    public void close() {
        Shell.run("unmounting", List.of("umount", "-l", folder.toString()), folder.getParent(), log, LIMIT);
    }
}
