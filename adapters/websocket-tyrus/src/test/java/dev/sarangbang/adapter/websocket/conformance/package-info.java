/**
 * What RFC 6455 and RFC 9112 ask of a server, as tables in {@code src/test/resources/conformance}, each row tried over a raw socket;
 * and clients that were written by others.
 */
@NullMarked
package dev.sarangbang.adapter.websocket.conformance;

import org.jspecify.annotations.NullMarked;
