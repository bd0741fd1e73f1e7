package io.pgtwin.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.TestbedException;

/**
 * The temporary folder of one testbed: {@code logs}, {@code data} and {@code plugins}. Its owner holds a lock in it, so
 * that a later testbed can tell, and remove, the folder of an owner that was killed.
 */
final class TestbedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(TestbedFolder.class);
    private static final String PREFIX = "pgtwin-testbed-";

    private final Path path;
    private final FolderLock lock;

    private TestbedFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    static TestbedFolder create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        FolderLock.removeAbandoned(parent, PREFIX);
        try {
            Path path = Files.createTempDirectory(parent, PREFIX);
            // the account that PostgreSQL runs under has to get through to its data
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            TestbedFolder folder = new TestbedFolder(path, FolderLock.take(path));
            Files.createDirectories(folder.data());
            Files.createDirectories(folder.logs());
            Files.setPosixFilePermissions(folder.data(), PosixFilePermissions.fromString("rwx--x--x"));
            folder.writeLogging();
            return folder;
        } catch (IOException e) {
            throw new TestbedException("Cannot create a temporary folder in " + parent, e);
        }
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path plugins() {
        return path.resolve("plugins");
    }

    /** The logging configuration of the JVMs. */
    Path logging() {
        return path.resolve("log4j2.xml");
    }

    void delete() {
        lock.release();
        delete(path);
    }

    /** Deletes everything but the logs. */
    void deleteData() {
        delete(data());
        delete(plugins());
        lock.remove();
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", folder, e.toString());
        }
    }

    private void writeLogging() throws IOException {
        try (InputStream in = TestbedFolder.class.getResourceAsStream("log4j2.xml")) {
            Files.copy(in, logging());
        }
    }
}
