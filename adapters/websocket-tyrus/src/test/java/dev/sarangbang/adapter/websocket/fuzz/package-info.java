/** Bytes at random on everything that reads bytes: frames, HTTP, and JSON. */
@NullMarked
package dev.sarangbang.adapter.websocket.fuzz;

import org.jspecify.annotations.NullMarked;
