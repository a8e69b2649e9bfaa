package dev.sarangbang.domain.id;

/** No id can be given out now: the clock is too far behind, or this node's number may belong to another by now. */
public final class IdsUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IdsUnavailableException(String message) {
        super(message);
    }
}
