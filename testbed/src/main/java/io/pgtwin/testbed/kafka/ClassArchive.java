package io.pgtwin.testbed.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.testbed.process.Shell;
import io.pgtwin.testbed.process.TestbedException;

/**
 * The classes of a Kafka program as its JVM holds them (class data sharing): a testbed's programs live shortly, and
 * spend a third of the time to their first answer on loading the same classes. The first that finds no archive leaves
 * one when it answers; a JVM that cannot use it does without.
 */
record ClassArchive(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();

    /** @param libs whose classes it holds; each JVM has an archive of its own beside them */
    static ClassArchive of(Path libs, String mainClass) {
        return new ClassArchive(libs.resolveSibling(mainClass + "-" + Runtime.version() + ".jsa"));
    }

    /** For the start of the program. */
    String option() {
        return Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:+RecordDynamicDumpInfo";
    }

    /**
     * @param pid of the program, which stands still meanwhile
     * @param log gets what the JVM says about it
     */
    void makeIfMissing(long pid, Path log) {
        if (Files.exists(file) || !MADE.add(file)) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + "." + pid);
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Shell.run("jcmd", List.of(jcmd, String.valueOf(pid), "VM.cds", "dynamic_dump", unfinished.toString()),
                    file.getParent(), log, LIMIT);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | TestbedException e) {
            LOG.debug("No class archive is made", e);
        }
    }
}
