package dev.sarangbang.adapter.spi;

/** An adapter cannot be opened as it is set up. The message is one sentence for the person who starts the server. */
public final class CannotOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong and, if it is not obvious, what to do.
     *
     * @param message without secrets, and without a full stop at its end
     */
    public CannotOpenException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same, where nothing was thrown before. */
    public CannotOpenException(String message) {
        super(message);
    }
}
