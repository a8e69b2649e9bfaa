package dev.sarangbang.adapter.websocket.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** By which address connections, sockets and requests are counted together. */
public final class Addresses {

    /** What one customer of a provider has of IPv6 at least: each could take another address for every request. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private Addresses() {}

    /** The address {@code request} comes from, as {@link #counted(InetAddress)}. */
    public static Optional<String> counted(HttpRequest request) {
        return counted(request.address());
    }

    /** The address, or the network it is in; empty for this machine's own: that is a proxy, a developer, or a test. */
    public static Optional<String> counted(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return Optional.empty();
        }
        return Optional.of(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
                        : address.getHostAddress());
    }
}
