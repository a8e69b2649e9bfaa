/** The whole adapter over the application and the in-memory adapters, driven over real sockets. */
@NullMarked
package dev.sarangbang.adapter.websocket;

import org.jspecify.annotations.NullMarked;
