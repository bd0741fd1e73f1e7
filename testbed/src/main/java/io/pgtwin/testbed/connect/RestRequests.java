package io.pgtwin.testbed.connect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedException;

/** HTTP to a worker. A request that meets a rebalance or a change is repeated, because the worker asks for that. */
final class RestRequests {
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(90);
    private static final Duration MOMENT_LIMIT = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;
    private static final int INTERNAL_ERROR = 500;
    private static final int FIRST_ERROR = 400;

    private final String url;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    RestRequests(String url) {
        this.url = url;
    }

    /** The body of the answer; fails with the answer when it is an error. */
    String send(String method, String path, Optional<String> body) {
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        Await.holdsWithin(MOMENT_LIMIT, () -> {
            last.set(sendOnce(method, path, body));
            return !isMomentary(last.get());
        });
        HttpResponse<String> response = last.get();
        if (response.statusCode() >= FIRST_ERROR) {
            throw new RestAnswerException(method + " " + path, response.statusCode(), response.body());
        }
        return response.body();
    }

    private HttpResponse<String> sendOnce(String method, String path, Optional<String> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(REQUEST_LIMIT)
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .method(method, body.map(HttpRequest.BodyPublishers::ofString)
                        .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TestbedException("No answer to " + method + " " + url + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("Interrupted during " + method + " " + url + path, e);
        }
    }

    /**
     * A connector that exists already is a conflict, too. Offsets cannot be read while the worker learns of new ones:
     * Connect keeps a connector's partitions in a map that is not safe for threads.
     */
    private static boolean isMomentary(HttpResponse<String> response) {
        String body = response.body();
        return response.statusCode() == CONFLICT && (body.contains("rebalance") || body.contains("momentarily"))
                || response.statusCode() == INTERNAL_ERROR && body.contains("Failed to retrieve offsets");
    }
}
