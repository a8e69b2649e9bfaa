/**
 * The wire format of {@code docs/protocol.md}: JSON frames to calls of the application, and what comes of them back to frames.
 * Nothing outside this package knows that there is JSON.
 */
@NullMarked
package dev.sarangbang.adapter.websocket.protocol;

import org.jspecify.annotations.NullMarked;
