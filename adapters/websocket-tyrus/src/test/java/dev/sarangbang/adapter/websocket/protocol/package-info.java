/** The protocol, frame by frame, as {@code docs/protocol.md} has it. */
@NullMarked
package dev.sarangbang.adapter.websocket.protocol;

import org.jspecify.annotations.NullMarked;
