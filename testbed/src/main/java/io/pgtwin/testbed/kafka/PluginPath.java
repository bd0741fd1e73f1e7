package io.pgtwin.testbed.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.pgtwin.testbed.process.Folders;
import io.pgtwin.testbed.process.TestbedException;
import io.pgtwin.testbed.process.TestbedHome;

/** Component archives, unzipped into one folder as a user would. */
public record PluginPath(Path folder) {
    /** The archives that the build has made; none when it has not come so far. */
    public static List<Path> builtArchives() {
        Path repository = TestbedHome.repository();
        return Stream.of("source", "sink").flatMap(side -> TestbedHome.list(
                repository.resolve(side + "-connector/target"), "pgtwin-" + side + "-*.zip").stream()).toList();
    }

    public static PluginPath install(List<Path> archives, Path folder) {
        Folders.create(folder);
        archives.forEach(archive -> unzip(archive, folder));
        return new PluginPath(folder);
    }

    private static void unzip(Path archive, Path folder) {
        try (InputStream file = Files.newInputStream(archive); ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unzip(zip, entry, folder.resolve(entry.getName()).normalize(), folder);
            }
        } catch (IOException e) {
            throw new TestbedException("Cannot unzip " + archive + " into " + folder, e);
        }
    }

    private static void unzip(ZipInputStream zip, ZipEntry entry, Path path, Path folder) throws IOException {
        if (!path.startsWith(folder)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        Files.copy(zip, path);
    }
}
