package io.pgtwin.source.pgoutput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Messages as a real server sent them, and the SQL that made it do so. The file has the server's version, then the SQL
 * as comments, a statement each, under {@code # setup} and {@code # recorded}, then a message a line in hex.
 */
record Fixture(String server, List<String> setup, List<String> recorded, List<byte[]> messages) {
    private static final String COMMENT = "# ";
    private static final String SETUP = "# setup";
    private static final String RECORDED = "# recorded";

    static Fixture named(String name) {
        return read(folder().resolve(name + ".txt"));
    }

    static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the tests find the fixtures. */
    static Path folder() {
        try {
            return Path.of(Fixture.class.getResource("/pgoutput").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Fixture read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(COMMENT + server, SETUP));
        setup.forEach(statement -> lines.add(COMMENT + statement));
        lines.add(RECORDED);
        recorded.forEach(statement -> lines.add(COMMENT + statement));
        messages.forEach(message -> lines.add(HexFormat.of().formatHex(message)));
        Files.write(file, lines);
    }

    List<PgOutputMessage> decode() {
        PgOutputDecoder decoder = new PgOutputDecoder();
        return messages.stream().map(ByteBuffer::wrap).map(decoder::decode).toList();
    }

    private static Fixture parse(List<String> lines) {
        int setup = lines.indexOf(SETUP);
        int recorded = lines.indexOf(RECORDED);
        int messages = (int) lines.stream().takeWhile(line -> line.startsWith(COMMENT)).count();
        return new Fixture(lines.get(0).substring(COMMENT.length()),
                statements(lines.subList(setup + 1, recorded)),
                statements(lines.subList(recorded + 1, messages)),
                lines.subList(messages, lines.size()).stream().map(HexFormat.of()::parseHex).toList());
    }

    private static List<String> statements(List<String> lines) {
        return lines.stream().map(line -> line.substring(COMMENT.length())).toList();
    }
}
