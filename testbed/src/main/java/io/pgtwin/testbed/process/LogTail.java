package io.pgtwin.testbed.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for messages. */
public final class LogTail {
    private static final int LINES = 25;
    private static final int MAX_BYTES = 16 * 1024;

    private LogTail() {
    }

    public static String of(Path log) {
        if (!Files.exists(log)) {
            return "There is no log " + log;
        }
        return "Log " + log + " ends with:\n" + lastLines(log);
    }

    private static String lastLines(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - MAX_BYTES);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e + ")";
        }
    }
}
