/** The way in for browsers: WebSocket and HTTP on one port, and the only place that knows the wire format. */
@NullMarked
package dev.sarangbang.adapter.websocket;

import org.jspecify.annotations.NullMarked;
