package dev.sarangbang.adapter.websocket.http;

/** Answers requests. */
@FunctionalInterface
public interface HttpHandler {

    /** The answer to {@code request}. Called on a virtual thread: may block. What it throws becomes a 500 that tells nothing. */
    HttpResponse answer(HttpRequest request);
}
