package io.pgtwin.common.model;

import java.util.Map;
import java.util.Optional;

/** In which of {@code COPY}'s formats a block holds its rows, with the text that its record shows. */
public enum CopyFormat {
    /** Whole lines with their ends, in UTF-8. */
    TEXT("text"),
    /** Whole tuples, without the header and the trailer of a file. */
    BINARY("binary");

    private static final Map<String, CopyFormat> BY_LABEL = Map.of(TEXT.label, TEXT, BINARY.label, BINARY);

    private final String label;

    CopyFormat(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<CopyFormat> ofLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }
}
