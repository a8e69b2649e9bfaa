/** Devices and the people who hold them. A device does what the web client does, as {@code docs/protocol.md} asks of every client. */
@NullMarked
package dev.sarangbang.adapter.simulation.client;

import org.jspecify.annotations.NullMarked;
