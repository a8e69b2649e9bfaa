package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import java.util.function.Function;

/** Decides who may open a WebSocket. Asked on a virtual thread, once all that can be decided without it is decided. */
public interface SocketGate {

    /** Whether the sender of {@code upgrade} may come in. May block. */
    Admission admit(HttpRequest upgrade);

    /** The gate's answer. */
    sealed interface Admission {

        /** Come in. {@code listener} is asked for once, as the socket opens, on an event loop: it does not block. */
        record Admitted(Function<Socket, SocketListener> listener) implements Admission {}

        /** Stay out, with this answer. */
        record Refused(HttpResponse answer) implements Admission {}
    }
}
