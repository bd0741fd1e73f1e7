package io.pgtwin.testbed.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** One client's connection and the one to the server that belongs to it; both end together. */
final class ProxiedConnection {
    private static final int CONNECT_TIMEOUT_MS = 5000;

    private final Socket client;
    private final Socket server = new Socket();
    private final Consumer<ProxiedConnection> onEnd;

    /** @param onEnd told, perhaps more than once, when the connection is over */
    ProxiedConnection(Socket client, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
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
        TcpProxy.daemon("proxy-to-server", () -> copy(client, server));
        TcpProxy.daemon("proxy-to-client", () -> copy(server, client));
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

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
            if (from.isOutputShutdown() && to.isOutputShutdown()) {
                reset();
            }
        } catch (IOException e) {
            reset();
        }
    }
}
