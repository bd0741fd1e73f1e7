package io.pgtwin.common.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A named step at which the process can be made to die, as if it were killed there: without any cleaning up. Tests use
 * it; a process that was not told to costs it a comparison with null.
 *
 * <p>{@code -Dpgtwin.failpoints=/some/folder} says where to look: the process dies at the step that a file there is
 * named after. The file holds a number: how often the step is passed before. Whoever dies deletes it first, so that the
 * next one lives.
 *
 * <p>All names, in the order in which a sync comes by:
 *
 * <pre>
 * source.slot.absent           before the slot is created
 * source.slot.created          after that, before anything is stored of it
 * source.slice.read            all rows of a slice are read, but the last ones not handed over
 * source.slice.acknowledged    all rows of a slice are in Kafka, but its offset is not stored
 * source.copy.read             all rows are handed over, but it is not told that the copy is complete
 * source.change.acknowledged   a change is in Kafka, but its offset is not stored
 * source.offset.stored         Connect has stored offsets, but the slot is not allowed to follow
 * sink.batch.applied           a batch is applied at the target, but not committed
 * sink.batch.committed         it is committed, but the task does not know
 * sink.precommit               the task knows, but Connect has not been told
 * </pre>
 */
public final class Failpoint {
    private static final int EXIT_CODE = 137; // as after a kill
    private static final String FOLDER = System.getProperty("pgtwin.failpoints");
    private static final Map<String, Integer> PASSES = new ConcurrentHashMap<>();

    private Failpoint() {}

    /** Does not return if the process is to die here. */
    public static void reach(String name) {
        if (FOLDER != null) {
            passOrDie(name, Path.of(FOLDER, name));
        }
    }

    private static void passOrDie(String name, Path armed) {
        try {
            if (!Files.exists(armed) || PASSES.merge(name, 1, Integer::sum)
                    <= Integer.parseInt(Files.readString(armed).trim())) {
                return;
            }
            Files.delete(armed);
        } catch (IOException e) {
            throw new UncheckedIOException("The file of failpoint " + name + " cannot be read and deleted", e);
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
