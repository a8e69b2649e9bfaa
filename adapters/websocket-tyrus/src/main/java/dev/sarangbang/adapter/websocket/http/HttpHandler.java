package dev.sarangbang.adapter.websocket.http;

/** Answers requests. */
@FunctionalInterface
public interface HttpHandler {

    /** The answer to {@code request}. Called on a virtual thread: may block. What it throws becomes a 500 that tells nothing. */
    HttpResponse answer(HttpRequest request);

    /**
     * Whether {@code request} is answered however much else is being worked on, because its answer waits for nothing that others wait
     * for. Asked on an event loop: must not block.
     */
    default boolean isAlwaysAnswered(HttpRequest request) {
        return false;
    }
}
