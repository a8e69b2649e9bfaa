/** The edge, driven over real sockets. */
@NullMarked
package dev.sarangbang.adapter.websocket.net;

import org.jspecify.annotations.NullMarked;
