/**
 * How a server finds adapters, sets them up, looks after them and closes them.
 *
 * <p>To plug in one's own: implement ports of {@link dev.sarangbang.domain.port}, extend their contracts in a test, write an
 * {@link dev.sarangbang.adapter.spi.AdapterProvider}, name that class in {@code
 * META-INF/services/dev.sarangbang.adapter.spi.AdapterProvider}, put the jar into the server's plug-in folder, and choose it by
 * name in the configuration, port by port. The adapters that come with the server are plugged in the same way.
 *
 * <p>This is not part of the domain: rules of chat know nothing of settings and life cycles. It is not part of the server
 * either, so that an adapter depends on no more than the ports it implements.
 */
@NullMarked
package dev.sarangbang.adapter.spi;

import org.jspecify.annotations.NullMarked;
