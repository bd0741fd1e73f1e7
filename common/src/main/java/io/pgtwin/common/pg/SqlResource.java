package io.pgtwin.common.pg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL text that lives in a resource beside a class, so that it can be pasted into psql. */
public final class SqlResource {
    private SqlResource() {}

    /** @throws IllegalStateException if there is no such resource */
    public static String read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar of pgtwin is incomplete: it has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of pgtwin cannot be read: " + name, e);
        }
    }
}
