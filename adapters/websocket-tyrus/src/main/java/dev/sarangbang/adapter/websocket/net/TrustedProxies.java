package dev.sarangbang.adapter.websocket.net;

import dev.sarangbang.adapter.websocket.http.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies whose word about where a request came from is taken. Anyone can send a header; so the list that it holds is read from
 * its end, where the nearest proxy has put the address it saw, and only as far as those addresses are proxies of ours themselves.
 */
public final class TrustedProxies {

    /** Takes nobody's word. */
    public static final TrustedProxies NONE = new TrustedProxies(Set.of(), Header.X_FORWARDED_FOR);

    /** More hops than any request takes; what is beyond is not read. */
    public static final int HOPS_MAX = 16;

    private static final Pattern FOR = Pattern.compile(
            "(?:^|;)\\s*for=\"?(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+))(?::\\d{1,5})?\"?\\s*(?:;|$)",
            Pattern.CASE_INSENSITIVE);

    /** Which header the proxies write. A proxy passes the other one on as a stranger sent it, so only one is believed. */
    public enum Header {
        X_FORWARDED_FOR("x-forwarded-for"),
        FORWARDED("forwarded");

        private final String lowerCaseName;

        Header(String lowerCaseName) {
            this.lowerCaseName = lowerCaseName;
        }
    }

    private final Set<Cidr> networks;
    private final Header header;

    /** Proxies in these networks. */
    public TrustedProxies(Set<Cidr> networks, Header header) {
        this.networks = Set.copyOf(networks);
        this.header = header;
    }

    /** Whether {@code address} is one of them. */
    public boolean contain(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Where a request comes from that {@code peer} has sent with {@code headers}: the last address that no proxy of ours has. */
    InetAddress clientOf(InetAddress peer, Headers headers) {
        InetAddress client = peer;
        List<String> hops = headers.elements(header.lowerCaseName);
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - HOPS_MAX) && contain(client); i--) {
            Optional<InetAddress> before = read(hops.get(i));
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private Optional<InetAddress> read(String hop) {
        return switch (header) {
            case X_FORWARDED_FOR -> Cidr.address(hop);
            case FORWARDED -> {
                Matcher found = FOR.matcher(hop);
                yield found.find()
                        ? Cidr.address(found.group(1) == null ? found.group(2) : found.group(1))
                        : Optional.empty();
            }
        };
    }
}
