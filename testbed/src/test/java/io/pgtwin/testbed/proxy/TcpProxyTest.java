package io.pgtwin.testbed.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void startEchoServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TcpProxy.daemon("echo-server", this::echo);
        proxy = TcpProxy.to("127.0.0.1", server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void bytesPassInBothDirections() throws IOException {
        try (Socket client = connect()) {
            assertThat(echoOf(client, 42)).isEqualTo(42);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isNegative();
        }
        await().untilAsserted(() -> assertThat(proxy.openConnections()).isZero());
    }

    @Test
    void cutResetsOpenConnectionsAndEndsNewOnes() throws IOException {
        try (Socket client = connect()) {
            assertThat(echoOf(client, 1)).isEqualTo(1);
            proxy.cut();
            assertThatThrownBy(() -> echoOf(client, 2)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> echoOf(connect(), 3)).isInstanceOf(IOException.class);
    }

    @Test
    void restoredProxyAcceptsAgain() throws IOException {
        proxy.cut();
        proxy.restore();
        try (Socket client = connect()) {
            assertThat(echoOf(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void whatIsMoreThanAllowedWaits() throws IOException {
        proxy.holdBackAfter(2);
        try (Socket client = connect()) {
            assertThat(echoOf(client, 1)).isEqualTo(1);
            assertThat(echoOf(client, 2)).isEqualTo(2);
            client.setSoTimeout(200);
            assertThatThrownBy(() -> echoOf(client, 3)).isInstanceOf(SocketTimeoutException.class);
            proxy.letPass();
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo(3);
        }
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", proxy.port());
    }

    private static int echoOf(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("connection ended");
        }
        return answer;
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                TcpProxy.daemon("echo", () -> echo(accepted));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket accepted) {
        try (accepted) {
            accepted.getInputStream().transferTo(accepted.getOutputStream());
        } catch (IOException e) {
            return;                                     // cut
        }
    }
}
