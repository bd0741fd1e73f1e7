package io.pgtwin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path parent;

    @Test
    void lookingForAbandonedFoldersDoesNotGiveUpTheOwnOnes() throws IOException {
        Path own = Files.createDirectory(parent.resolve("testbed-own"));
        FolderLock lock = FolderLock.take(own);
        FolderLock.removeAbandoned(parent, "testbed-");
        assertThat(own).exists();
        assertThat(isLocked(own)).isTrue();
        lock.release();
        assertThat(isLocked(own)).isFalse();
    }

    @Test
    void abandonedFolderIsRemoved() throws IOException {
        Path abandoned = Files.createDirectory(parent.resolve("testbed-abandoned"));
        FolderLock.take(abandoned).release();
        FolderLock.removeAbandoned(parent, "testbed-");
        assertThat(abandoned).doesNotExist();
    }

    /** As every other process sees it. */
    private static boolean isLocked(Path folder) throws IOException {
        Object inode = Files.getAttribute(folder.resolve("owner.lock"), "unix:ino");
        return Files.readAllLines(Path.of("/proc/locks")).stream().anyMatch(line -> line.contains(":" + inode + " "));
    }
}
