package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.Headers;
import dev.sarangbang.adapter.websocket.http.HttpRequest;
import dev.sarangbang.adapter.websocket.http.HttpResponse;
import dev.sarangbang.adapter.websocket.http.Provenance;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Decides, without asking anybody, whether a request for a WebSocket is one. Stricter than Tyrus, which comes after it. */
final class HandshakeGuard {

    /** The one version of the protocol of this application. */
    static final String SUBPROTOCOL = "sarangbang.v1";

    /** The version of WebSocket that RFC 6455 describes. */
    static final String VERSION = "13";

    private static final int KEY_BYTES = 16;

    private final Set<String> origins;

    HandshakeGuard(Set<String> origins) {
        this.origins = origins;
    }

    /** The answer to a request that is refused, or empty if it may go on. */
    Optional<HttpResponse> refusal(HttpRequest request) {
        Headers headers = request.headers();
        if (!request.method().equals("GET")) {
            return refuse(405, "method_not_allowed", "not with this method", "allow", "GET");
        }
        if (!headers.lists("upgrade", "websocket") || !headers.lists("connection", "upgrade")) {
            return refuse(426, "bad_request", "only for WebSockets", "upgrade", "websocket");
        }
        if (headers.one("sec-websocket-version").filter(VERSION::equals).isEmpty()) {
            return refuse(426, "bad_request", "another version", "sec-websocket-version", VERSION);
        }
        if (headers.one("sec-websocket-key").filter(HandshakeGuard::isKey).isEmpty() || request.body().length > 0) {
            return refuse(400, "bad_request", "not a WebSocket handshake");
        }
        if (!Provenance.isOurs(headers, origins)) {
            return refuse(403, "origin_refused", "not from this origin");
        }
        if (!headers.elements("sec-websocket-protocol").contains(SUBPROTOCOL)) {
            return refuse(400, "bad_request", "the subprotocol is " + SUBPROTOCOL);
        }
        return Optional.empty();
    }

    private static Optional<HttpResponse> refuse(int status, String code, String message, String... header) {
        HttpResponse answer = HttpResponse.refusal(status, code, message);
        return Optional.of(header.length == 0 ? answer : answer.with(header[0], header[1]));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES && key.length() == 24;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
