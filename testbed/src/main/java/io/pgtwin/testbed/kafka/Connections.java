package io.pgtwin.testbed.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks for a connection before a client with long timeouts and many log lines does. */
final class Connections {
    private static final int TIMEOUT_MS = 1000;

    private Connections() {
    }

    static boolean accepted(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
