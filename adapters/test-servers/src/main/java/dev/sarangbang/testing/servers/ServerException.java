package dev.sarangbang.testing.servers;

/** A server could not be found, started or signalled. The message says what to do, or what the server said last. */
public final class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
