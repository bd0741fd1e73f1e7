package io.pgtwin.testbed.quickstart;

/** The quickstart cannot go on; the message is for the user and says what to do. */
final class QuickstartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QuickstartException(String message) {
        super(message);
    }
}
