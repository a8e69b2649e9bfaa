package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the nodes of a broker listen: one, or those of a cluster. */
record BrokerAddresses(List<Address> all) {

    private static final Pattern ONE =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?):(\\d{1,5})");
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*");
    private static final int PORT_MAX = 65_535;

    BrokerAddresses {
        all = List.copyOf(all);
    }

    /** Reads {@code host:port} with commas between them. */
    static Optional<BrokerAddresses> parse(String text) {
        List<Address> all = new ArrayList<>();
        for (String one : BETWEEN.split(text, -1)) {
            Matcher matcher = ONE.matcher(one);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int port = Integer.parseInt(matcher.group(2));
            if (port < 1 || port > PORT_MAX) {
                return Optional.empty();
            }
            all.add(new Address(matcher.group(1), port));
        }
        return Optional.of(new BrokerAddresses(all));
    }

    @Override
    public String toString() {
        return all.stream().map(one -> one.getHost() + ":" + one.getPort()).collect(Collectors.joining(","));
    }
}
