package io.pgtwin.testbed.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One client's connection and the one to the server that belongs to it; both end together. */
final class ProxiedConnection {
    private static final int CONNECT_TIMEOUT_MS = 5000;

    private static final int BUFFER_BYTES = 16_384;

    private final Socket client;
    private final Socket server = new Socket();
    private final Gate gate;
    private final Consumer<ProxiedConnection> onEnd;

    /**
     * @param gate what the server sends has to pass
     * @param onEnd told, perhaps more than once, when the connection is over
     */
    ProxiedConnection(Socket client, Gate gate, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.gate = gate;
        this.onEnd = onEnd;
    }

    void open(InetSocketAddress address) throws IOException {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(address, CONNECT_TIMEOUT_MS);
        } catch (IOException e) {
            reset();
            throw e;
        }
        TcpProxy.daemon("proxy-to-server", () -> copy(client, server, passed -> { }));
        TcpProxy.daemon("proxy-to-client", () -> copy(server, client, gate::await));
    }

    /** Closes both sides so that the peers see a reset, not an orderly end. */
    void reset() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // closed already, which is what is wanted
                continue;
            }
        }
        onEnd.accept(this);
    }

    private void copy(Socket from, Socket to, LongConsumer before) {
        try {
            transfer(from.getInputStream(), to.getOutputStream(), before);
            to.shutdownOutput();
            if (from.isOutputShutdown() && to.isOutputShutdown()) {
                reset();
            }
        } catch (IOException e) {
            reset();
        }
    }

    /** @param before asked before each piece whether it may pass, with the number of bytes that have passed by then */
    private static void transfer(InputStream from, OutputStream to, LongConsumer before) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long passed = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            passed += read;
            before.accept(passed);
            to.write(buffer, 0, read);
        }
    }
}
