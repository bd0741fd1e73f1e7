package io.pgtwin.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.testbed.kafka.PluginPath;

/** The archives have the layout of Confluent Hub components and hold what a worker lacks, and nothing that it has. */
class ArchiveTest {
    private static final List<String> MANIFEST_TEXTS =
            List.of("name", "version", "title", "description", "documentation_url", "release_date");

    @ParameterizedTest
    @ValueSource(strings = {"source", "sink"})
    void layoutIsThatOfAComponent(String side) throws IOException {
        try (ZipFile archive = archive(side)) {
            List<String> files = files(archive);
            String root = root(archive);
            assertThat(files).allMatch(file -> file.startsWith(root));
            assertThat(files).contains(root + "manifest.json", root + "doc/LICENSE", root + "doc/README.md",
                    root + "doc/CHANGELOG.md", root + "doc/options-" + side + ".md", root + "assets/pgtwin.png",
                    root + "etc/" + side + ".json", root + "etc/" + side + ".properties");
            assertThat(files).filteredOn(file -> file.startsWith(root + "lib/")).isNotEmpty()
                    .allMatch(file -> file.endsWith(".jar"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "sink"})
    void manifestIsComplete(String side) throws IOException {
        try (ZipFile archive = archive(side)) {
            JsonNode manifest = manifest(archive);
            for (String field : MANIFEST_TEXTS) {
                assertThat(manifest.path(field).asString("")).as(field).isNotBlank().doesNotContain("${");
            }
            assertThat(manifest.path("name").asString()).isEqualTo("pgtwin-" + side);
            assertThat(manifest.path("release_date").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
            assertThat(manifest.path("component_types").toString()).isEqualTo("[\"" + side + "\"]");
            assertThat(manifest.path("owner").path("username").asString("")).isNotBlank();
            assertThat(archive.getEntry(root(archive) + manifest.path("owner").path("logo").asString())).isNotNull();
            assertThat(manifest.path("license").get(0).path("name").asString("")).startsWith("Apache License");
            assertThat(manifest.path("tags")).isNotEmpty();
            assertThat(manifest.path("features").path("supported_encodings")).isNotEmpty();
            assertThat(manifest.path("features").path("delivery_guarantee")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "sink"})
    void librariesHoldTheDriverAndJacksonButNothingOfKafka(String side) throws IOException {
        try (ZipFile archive = archive(side)) {
            List<String> classes = classes(archive);
            assertThat(classes).contains("org/postgresql/Driver.class", "tools/jackson/databind/ObjectMapper.class",
                    "io/pgtwin/converter/CompactConverter.class",
                    "META-INF/services/org.apache.kafka.connect." + side
                            + (side.equals("sink") ? ".SinkConnector" : ".SourceConnector"),
                    "META-INF/services/org.apache.kafka.connect.storage.Converter");
            assertThat(classes)
                    .noneMatch(name -> name.startsWith("org/apache/kafka/") || name.startsWith("org/slf4j/"));
        }
    }

    private static ZipFile archive(String side) throws IOException {
        Path path = PluginPath.builtArchives().stream()
                .filter(archive -> archive.getFileName().toString().startsWith("pgtwin-" + side))
                .findFirst().orElseThrow();
        return new ZipFile(path.toFile());
    }

    /** The only folder at the top. */
    private static String root(ZipFile archive) {
        String first = archive.stream().findFirst().orElseThrow().getName();
        return first.substring(0, first.indexOf('/') + 1);
    }

    private static List<String> files(ZipFile archive) {
        return archive.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }

    private static JsonNode manifest(ZipFile archive) throws IOException {
        try (InputStream in = archive.getInputStream(archive.getEntry(root(archive) + "manifest.json"))) {
            return new JsonMapper().readTree(in);
        }
    }

    /** The names of all files in all jars. */
    private static List<String> classes(ZipFile archive) throws IOException {
        List<String> names = new ArrayList<>();
        for (String file : files(archive)) {
            if (file.endsWith(".jar")) {
                try (InputStream jar = archive.getInputStream(archive.getEntry(file))) {
                    names.addAll(entries(jar.readAllBytes()));
                }
            }
        }
        return names;
    }

    private static List<String> entries(byte[] jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
