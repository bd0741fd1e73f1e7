package io.pgtwin.testbed.connect;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** The state of a connector and its tasks, as the worker reports it. */
public record ConnectorStatus(String state, String trace, List<Task> tasks) {
    /**
     * The state of a task.
     *
     * @param trace the stack trace of the failure; empty when there is none
     */
    public record Task(int id, String state, String trace) {
    }

    static ConnectorStatus of(JsonNode json) {
        JsonNode connector = json.path("connector");
        List<Task> tasks = json.path("tasks").valueStream()
                .map(task -> new Task(task.path("id").asInt(), task.path("state").asString(), trace(task))).toList();
        return new ConnectorStatus(connector.path("state").asString(), trace(connector), tasks);
    }

    /** The connector and at least one task run, and no task does anything else. */
    public boolean isRunning() {
        return state.equals("RUNNING") && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    public boolean isFailed() {
        return state.equals("FAILED") || tasks.stream().anyMatch(task -> task.state().equals("FAILED"));
    }

    /** The trace of the first failure; empty when nothing has failed. */
    public String failure() {
        return state.equals("FAILED") ? trace
                : tasks.stream().filter(task -> task.state().equals("FAILED")).map(Task::trace).findFirst().orElse("");
    }

    private static String trace(JsonNode node) {
        return node.path("trace").asString("");
    }
}
