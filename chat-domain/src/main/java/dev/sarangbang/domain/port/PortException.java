package dev.sarangbang.domain.port;

/**
 * The world behind a port failed.
 *
 * <p>Adapters translate every exception of their driver into one of these, with the original as the cause, and let no
 * other escape.
 */
public abstract sealed class PortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PortException(String message) {
        super(message);
    }

    private PortException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Nobody answered in time, or too much is asked of it. What was asked <b>may have happened</b>; asking again later may help. */
    public static final class Unavailable extends PortException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What was stored cannot be understood. Asking again will not help; a person must look. */
    public static final class Corrupt extends PortException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message) {
            super(message);
        }

        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
