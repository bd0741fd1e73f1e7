package io.pgtwin.testbed.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.testbed.process.Await;
import io.pgtwin.testbed.process.TestbedException;

/** Client of a worker's REST interface. Errors of the worker are {@link RestAnswerException}s with its answer. */
public final class ConnectRest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int NOT_FOUND = 404;

    private final String url;
    private final RestRequests requests;

    public ConnectRest(String url) {
        this.url = url;
        this.requests = new RestRequests(url);
    }

    public String url() {
        return url;
    }

    /** Whether the worker has joined its group and knows its connectors. */
    public boolean isReady() {
        try {
            connectors();
            return true;
        } catch (RestAnswerException | TestbedException e) {
            return false;
        }
    }

    public List<String> connectors() {
        return get("/connectors").valueStream().map(JsonNode::asString).sorted().toList();
    }

    /** All plugins, converters and transformations included: fields {@code class}, {@code type}, {@code version}. */
    public List<JsonNode> plugins() {
        return get("/connector-plugins?connectorsOnly=false").valueStream().toList();
    }

    public JsonNode create(String name, Map<String, String> config) {
        return send("POST", "/connectors", Map.of("name", name, "config", config));
    }

    /** @param body the name and the configuration, as JSON */
    public JsonNode create(String body) {
        return JSON.readTree(requests.send("POST", "/connectors", Optional.of(body)));
    }

    /** Creates the connector, or changes it. */
    public JsonNode put(String name, Map<String, String> config) {
        return send("PUT", connector(name) + "/config", config);
    }

    public Map<String, String> config(String name) {
        Map<String, String> config = new TreeMap<>();
        get(connector(name) + "/config").properties()
                .forEach(option -> config.put(option.getKey(), option.getValue().asString()));
        return config;
    }

    /** @param connectorClass full or simple name */
    public Validation validate(String connectorClass, Map<String, String> config) {
        return Validation.of(send("PUT", "/connector-plugins/" + encoded(connectorClass) + "/config/validate", config));
    }

    public ConnectorStatus status(String name) {
        return ConnectorStatus.of(get(connector(name) + "/status"));
    }

    /** The stored offsets, as the worker shows them. */
    public JsonNode offsets(String name) {
        return get(connector(name) + "/offsets");
    }

    /** Only for a stopped connector. */
    public JsonNode alterOffsets(String name, JsonNode offsets) {
        return send("PATCH", connector(name) + "/offsets", offsets);
    }

    /** Only for a stopped connector. */
    public void deleteOffsets(String name) {
        send("DELETE", connector(name) + "/offsets");
    }

    public void delete(String name) {
        send("DELETE", connector(name));
    }

    /** Restarts the connector and all its tasks. */
    public void restart(String name) {
        send("POST", connector(name) + "/restart?includeTasks=true");
    }

    /** Restarts what has failed. */
    public void restartFailed(String name) {
        send("POST", connector(name) + "/restart?includeTasks=true&onlyFailed=true");
    }

    public void restartTask(String name, int task) {
        send("POST", connector(name) + "/tasks/" + task + "/restart");
    }

    public void pause(String name) {
        send("PUT", connector(name) + "/pause");
    }

    public void resume(String name) {
        send("PUT", connector(name) + "/resume");
    }

    /** Ends the tasks; unlike a paused connector, a stopped one holds no resources. */
    public void stop(String name) {
        send("PUT", connector(name) + "/stop");
    }

    /**
     * Fails before the limit when the connector or a task has failed and stays so for some seconds: after a restart the
     * worker still reports the old failure for a moment.
     */
    public ConnectorStatus awaitRunning(String name, Duration limit) {
        SettledFailure settled = new SettledFailure();
        ConnectorStatus status = await(name, "RUNNING", limit, now -> now.isRunning() || settled.sees(now));
        if (status.isFailed()) {
            throw new TestbedException("Connector " + name + " has failed: " + status.failure());
        }
        return status;
    }

    /** Returns the trace of the failure. */
    public String awaitFailed(String name, Duration limit) {
        return await(name, "FAILED", limit, ConnectorStatus::isFailed).failure();
    }

    /** Returns when the connector and all its tasks are in a state. */
    public ConnectorStatus awaitState(String name, String state, Duration limit) {
        return await(name, state, limit, status -> status.state().equals(state)
                && status.tasks().stream().allMatch(task -> task.state().equals(state)));
    }

    /** Any other request, for what has no method here. */
    public JsonNode get(String path) {
        return JSON.readTree(requests.send("GET", path, Optional.empty()));
    }

    private ConnectorStatus await(String name, String state, Duration limit, Predicate<ConnectorStatus> condition) {
        Await.until(limit, "connector " + name + " is " + state, () -> known(name).filter(condition).isPresent(),
                () -> "It is " + known(name).map(ConnectorStatus::toString).orElse("unknown to the worker"));
        return status(name);
    }

    /** A worker knows a connector's status only some time after it has accepted the connector. */
    private Optional<ConnectorStatus> known(String name) {
        try {
            return Optional.of(status(name));
        } catch (RestAnswerException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private JsonNode send(String method, String path, Object body) {
        return JSON.readTree(requests.send(method, path, Optional.of(JSON.writeValueAsString(body))));
    }

    private void send(String method, String path) {
        requests.send(method, path, Optional.empty());
    }

    private static String connector(String name) {
        return "/connectors/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
