package io.pgtwin.testbed.connect;

/** The worker answered with an error. */
public final class RestAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String answer;

    RestAnswerException(String request, int status, String answer) {
        super(request + " was answered with " + status + ": " + answer);
        this.status = status;
        this.answer = answer;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The answer's body as the worker sent it. */
    public String answer() {
        return answer;
    }
}
