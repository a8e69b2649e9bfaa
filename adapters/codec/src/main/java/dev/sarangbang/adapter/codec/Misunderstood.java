package dev.sarangbang.adapter.codec;

/** Why something cannot be read. The message says where, and never what stands there: it may be what people said. */
final class Misunderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
        super(message, null, false, false);
    }
}
