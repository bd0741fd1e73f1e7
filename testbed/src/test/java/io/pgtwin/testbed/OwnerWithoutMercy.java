package io.pgtwin.testbed;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pgtwin.testbed.process.Part;

/** A program that starts a testbed, prints one line with all process ids below it, and then waits to be killed. */
final class OwnerWithoutMercy {
    private OwnerWithoutMercy() {
    }

    public static void main(String[] arguments) throws IOException {
        Testbed testbed = Testbed.builder().plugins(List.of()).start();
        List<Part> parts = List.of(testbed.source(), testbed.target(), testbed.broker(), testbed.worker());
        testbed.target().pause();
        System.out.println(Stream.concat(parts.stream().map(Part::pid),
                        ProcessHandle.current().descendants().map(ProcessHandle::pid))
                .map(String::valueOf).distinct().collect(Collectors.joining(" ", "PIDS ", "")));
        System.in.read();
    }
}
