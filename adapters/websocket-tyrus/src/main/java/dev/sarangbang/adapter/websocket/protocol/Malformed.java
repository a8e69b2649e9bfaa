package dev.sarangbang.adapter.websocket.protocol;

import dev.sarangbang.domain.message.ClientMessageId;
import java.util.Optional;

/** A frame that is not a request. Never leaves this package. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Optional<ClientMessageId> id;

    Malformed(ErrorCode code, Optional<ClientMessageId> id, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.id = id;
    }

    ErrorCode code() {
        return code;
    }

    /** The id of the request, if that much could be read. */
    Optional<ClientMessageId> id() {
        return id;
    }
}
