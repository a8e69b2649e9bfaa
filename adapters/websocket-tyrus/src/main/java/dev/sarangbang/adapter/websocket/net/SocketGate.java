package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import java.util.Optional;
import java.util.function.Function;

/** Decides who may open a WebSocket. Asked on a virtual thread, once all that can be decided without it is decided. */
public interface SocketGate {

    /**
     * Counts a handshake, right or wrong, before anybody looks at it; what to answer if its sender makes too many. Called on an event
     * loop: does not block.
     */
    default Optional<HttpResponse> tooMany(HttpRequest upgrade) {
        return Optional.empty();
    }

    /** Whether the sender of {@code upgrade} may come in. May block. */
    Admission admit(HttpRequest upgrade);

    /** The gate's answer. */
    sealed interface Admission {

        /**
         * Come in. One of the two is called, once, on an event loop: it does not block.
         *
         * @param listener as the socket opens
         * @param otherwise if it does not, because its client is gone, or the server goes down
         */
        record Admitted(Function<Socket, SocketListener> listener, Runnable otherwise) implements Admission {

            /** Come in, with nothing to be done if that is not to be. */
            public Admitted(Function<Socket, SocketListener> listener) {
                this(listener, () -> {});
            }
        }

        /** Stay out, with this answer. */
        record Refused(HttpResponse answer) implements Admission {}
    }
}
