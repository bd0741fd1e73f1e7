package io.pgtwin.integration.sync;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.pgtwin.testbed.proxy.TcpProxy;

/**
 * Lets a full copy come to a stand when each of its readers has got the first part of its rows, so that it is met half
 * done however fast the machine is.
 */
public final class HeldCopy implements AutoCloseable {
    /** More than the catalog's answers take, and less than the rows of a table of some ten thousand. */
    private static final long BYTES_OF_EACH_READER = 300_000;

    private final TcpProxy proxy;
    private final long bytesOfEachReader;
    private long heldAfter;

    private HeldCopy(TcpProxy proxy, long bytesOfEachReader) {
        this.proxy = proxy;
        this.bytesOfEachReader = bytesOfEachReader;
        this.heldAfter = bytesOfEachReader;
    }

    /** Before the sync starts: from then on its source is behind a proxy. */
    public static HeldCopy of(Sync sync) {
        return of(sync, BYTES_OF_EACH_READER);
    }

    /** @param bytesOfEachReader what each of its sessions gets before it is held, catalog and rows together */
    public static HeldCopy of(Sync sync, long bytesOfEachReader) {
        int port = sync.servers().source().port();
        try {
            HeldCopy held = new HeldCopy(TcpProxy.to("127.0.0.1", port), bytesOfEachReader);
            sync.withSource("connection.url",
                    sync.source().url().replace(":" + port + "/", ":" + held.proxy.port() + "/"));
            held.proxy.holdBackAfter(held.heldAfter);
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The readers, or those of the next attempt, come as far again before they are held. */
    public void goFurther() {
        heldAfter += bytesOfEachReader;
        proxy.holdBackAfter(heldAfter);
    }

    /** Sessions that are opened from now on are held when each has got so much. */
    public void holdAfter(long bytes) {
        heldAfter = bytes;
        proxy.holdBackAfter(heldAfter);
    }

    /** Nothing is held any more. */
    public void goOn() {
        proxy.letPass();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
