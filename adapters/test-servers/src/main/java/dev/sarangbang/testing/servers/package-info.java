/**
 * Real servers for tests, without containers: each is a private process on random ports of the loopback interface, with a data
 * directory of its own under the temporary directory, that can be killed, suspended and started again.
 *
 * <p>{@code RedisServer.shared()} and its like start a server once for all tests of a JVM. A test that breaks its server starts one
 * for itself with {@code start()} and closes it. Whatever was started ends with the JVM, however that ends: see {@link
 * dev.sarangbang.testing.servers.Reaper}.
 *
 * <p>A server that is not installed fails the test with the way to install it. {@link
 * dev.sarangbang.testing.servers.FaultProxy} stands between a client and a server and delays, drops or cuts what they say.
 */
@NullMarked
package dev.sarangbang.testing.servers;

import org.jspecify.annotations.NullMarked;
