/**
 * The edge itself: one port that speaks HTTP and WebSocket, bounded in everything a client can do to it. Netty moves the bytes and
 * parses HTTP, Tyrus speaks WebSocket, and what stands between them refuses what neither would. Knows nothing of chat: what a
 * request or a message means is decided by the {@link dev.sarangbang.adapter.websocket.http.HttpHandler} and the {@link
 * dev.sarangbang.adapter.websocket.net.SocketGate} it is given.
 */
@NullMarked
package dev.sarangbang.adapter.websocket.net;

import org.jspecify.annotations.NullMarked;
