package io.pgtwin.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of pgtwin that is running, as the build wrote it. */
public final class Version {
    private static final String RESOURCE = "pgtwin-version.properties";
    private static final String CURRENT = read();

    private Version() {
    }

    /** @return for example {@code 1.2.3}; the same for both connectors and the converter of one build */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The jar of pgtwin is incomplete: it has no " + RESOURCE);
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of pgtwin cannot be read: " + RESOURCE, e);
        }
    }
}
