package io.pgtwin.integration.sync;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** How much a worker logs of one package, changed while it runs. */
public record LogLevel(String workerUrl, String logger) {
    private static final int OK = 200;

    public void set(String level) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(workerUrl + "/admin/loggers/" + logger))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"level\": \"" + level + "\"}")).build();
        try {
            int status = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != OK) {
                throw new IllegalStateException("The worker answered " + status + " to a change of log levels");
            }
        } catch (IOException e) {
            throw new IllegalStateException("The worker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
