package io.pgtwin.testbed.kafka;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.process.TestbedHome;

/** Component archives, unpacked into one folder as a user would. */
public record PluginPath(Path folder) {
    /** The archives that the build has made; none when it has not come so far. */
    public static List<Path> builtArchives() {
        Path repository = TestbedHome.repository();
        return Stream.of("source", "sink").flatMap(side -> TestbedHome.list(
                repository.resolve(side + "-connector/target"), "pgtwin-" + side + "-*.zip").stream()).toList();
    }

    /** @param archives {@code .zip} or {@code .tar.gz} */
    public static PluginPath install(List<Path> archives, Path folder) {
        Folders.create(folder);
        archives.forEach(archive -> unpack(archive, folder));
        return new PluginPath(folder);
    }

    private static void unpack(Path archive, Path folder) {
        try (InputStream file = Files.newInputStream(archive);
             ArchiveInputStream<?> entries = entries(archive, new BufferedInputStream(file))) {
            for (ArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entries, entry, folder.resolve(entry.getName()).normalize(), folder);
            }
        } catch (IOException e) {
            throw new TestbedException("Cannot unpack " + archive + " into " + folder, e);
        }
    }

    private static ArchiveInputStream<?> entries(Path archive, InputStream file) throws IOException {
        return archive.toString().endsWith(".tar.gz") ? new TarArchiveInputStream(new GzipCompressorInputStream(file))
                : new ZipArchiveInputStream(file);
    }

    private static void unpack(InputStream content, ArchiveEntry entry, Path path, Path folder) throws IOException {
        if (!path.startsWith(folder)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        Files.copy(content, path);
    }
}
