package io.pgtwin.common.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which part of a sync an event belongs to, with the text that the envelope's {@code snapshot} field shows. */
public enum Phase {
    /** A row of the full copy, read under the snapshot of the consistent point. */
    COPY("true"),
    /** A row of the full copy that a restart reads again under a later snapshot: it may be in the target already. */
    RESUMED_COPY("resumed"),
    /** A change that a resumed copy may or may not have seen already. */
    CATCH_UP("catchup"),
    /** A change after the full copy. */
    STREAM("false");

    private static final Map<String, Phase> BY_LABEL =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Phase::label, Function.identity()));

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether the row's presence or absence in the target says nothing about a conflict. */
    public boolean mayRepeat() {
        return this == RESUMED_COPY || this == CATCH_UP;
    }

    public static Optional<Phase> ofLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }
}
