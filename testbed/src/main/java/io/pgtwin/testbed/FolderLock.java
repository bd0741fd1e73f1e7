package io.pgtwin.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.TestbedHome;

/** A lock in a folder that the operating system releases when its holder ends, in whatever way. */
final class FolderLock {
    private static final String FILE = "owner.lock";
    /** Of this process, which would lose them by closing any other channel of the same file: so fcntl(2) has it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        HELD.add(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            HELD.remove(file);
            throw new IOException(file + " is locked by somebody else");
        }
        return new FolderLock(file, channel);
    }

    /** Deletes folders whose lock exists and is free. */
    static void removeAbandoned(Path parent, String prefix) {
        TestbedHome.list(parent, prefix + "*").stream().filter(FolderLock::isAbandoned).forEach(folder -> {
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                // another user's, or another testbed was faster: not ours to care
                return;
            }
        });
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HELD.remove(file);
    }

    /** The folder will not be taken for an abandoned one. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        release();
    }

    private static boolean isAbandoned(Path folder) {
        Path file = folder.resolve(FILE);
        if (HELD.contains(file) || !Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
             FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }
}
