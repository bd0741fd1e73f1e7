package io.pgtwin.common.failpoint;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A named step at which the process can be made to die, as if it were killed there: without any cleaning up. Tests use it; a
 * process that was not told to costs it a comparison with null.
 *
 * <pre>
 * -Dpgtwin.failpoint=sink.batch.applied     where to die
 * -Dpgtwin.failpoint.passes=2               how often the step is passed before, 0 if absent
 * -Dpgtwin.failpoint.file=/some/file        made by the one that dies: who finds it does not die again
 * </pre>
 *
 * All names, in the order in which a sync comes by:
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
    private static final String ARMED = System.getProperty("pgtwin.failpoint");
    private static final AtomicInteger PASSES = new AtomicInteger(Integer.getInteger("pgtwin.failpoint.passes", 0));

    private Failpoint() {}

    /** Does not return if the process is to die here. */
    public static void reach(String name) {
        if (ARMED != null && ARMED.equals(name)) {
            passOrDie();
        }
    }

    private static void passOrDie() {
        if (PASSES.getAndDecrement() > 0) {
            return;
        }
        String file = System.getProperty("pgtwin.failpoint.file");
        try {
            if (file != null) {
                Files.createFile(Path.of(file));
            }
            Runtime.getRuntime().halt(EXIT_CODE);
        } catch (FileAlreadyExistsException e) {
            return; // an earlier process has died here
        } catch (IOException e) {
            throw new IllegalStateException("The file of the failpoint cannot be made", e);
        }
    }
}
