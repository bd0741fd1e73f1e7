package io.pgtwin.common.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event did, with the code that change envelopes use for it. */
public enum Operation {
    /** A row of the full copy. */
    READ("r"),
    CREATE("c"),
    UPDATE("u"),
    DELETE("d"),
    TRUNCATE("t");

    private static final Map<String, Operation> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Operation::code, Function.identity()));

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Operation> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
