package io.pgtwin.testbed.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.pgtwin.testbed.process.FreePorts;

/**
 * Stands between a client and a server on loopback. While it is cut, open connections are reset and new ones end at
 * once; it can also hold back what the server sends. Safe for use by several threads.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private volatile boolean cut;

    private TcpProxy(InetSocketAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Begins to pass connections on to the server, which need not listen yet. */
    public static TcpProxy to(String host, int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket listener = new ServerSocket(FreePorts.next(), BACKLOG, loopback);
        TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port), listener);
        daemon("proxy-accept", proxy::accept);
        return proxy;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Resets all connections, and refuses new ones until {@link #restore()}. */
    public void cut() {
        cut = true;
        resetAll();
    }

    public void restore() {
        cut = false;
    }

    /** Resets all connections; new ones are possible at once. */
    public void resetAll() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** From each connection, the server's first {@code bytes} bytes pass; the rest waits for {@link #letPass()}. */
    public void holdBackAfter(long bytes) {
        gate.holdBackAfter(bytes);
    }

    public void letPass() {
        gate.open();
    }

    public int openConnections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        letPass();
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                pass(listener.accept());
            } catch (IOException e) {
                // the listener was closed, or the server does not listen: then the client sees its connection end
                continue;
            }
        }
    }

    private void pass(Socket client) throws IOException {
        ProxiedConnection connection = new ProxiedConnection(client, gate, connections::remove);
        connections.add(connection);
        if (cut) {                                      // asked after adding: cut() either sees it or is seen here
            connection.reset();
            return;
        }
        connection.open(server);
    }
}
