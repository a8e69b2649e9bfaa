package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offers the room log, device cursors and read marks, kept in a Cassandra keyspace that several nodes share. */
public final class CassandraProvider implements AdapterProvider {

    private static final int REPLICAS_MAX = 9;
    private static final int PORT_MAX = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("([^\\s:,]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    static final Setting<List<InetSocketAddress>> CONTACT_POINTS = Setting.of(
                    "contact-points",
                    "Nodes to ask where the others are.",
                    "addresses as host:port, separated by commas",
                    CassandraProvider::addresses)
            .orElse("127.0.0.1:9042");
    static final Setting<String> DATA_CENTER = Setting.of(
                    "datacenter",
                    "The data centre to talk to.",
                    "the name of a data centre as the cluster has it",
                    text -> Optional.of(text)
                            .filter(name -> DATACENTER.matcher(name).matches()))
            .orElse("datacenter1");
    static final Setting<String> KEYSPACE_NAME = Setting.of(
                    "keyspace",
                    "Where everything is kept. Made if it is not there.",
                    "1 to 48 lower-case letters, digits and underscores, beginning with a letter",
                    text -> Optional.of(text)
                            .filter(name -> KEYSPACE.matcher(name).matches()))
            .orElse("sarangbang");
    static final Setting<Integer> REPLICAS = Setting.wholeNumber(
                    "replicas",
                    "How many copies there are of everything: no more than the data centre has nodes, so 1 with a single node. With 3, any one node may be lost. The keyspace is made with it; to change it later, change the keyspace first.",
                    1,
                    REPLICAS_MAX)
            .orElse("3");
    static final Setting<Optional<String>> USER =
            Setting.text("user", "Whom to log in as, if the cluster asks.").optional();
    static final Setting<Optional<String>> PASSWORD =
            Setting.text("password", "The user's password.").optional().secret();
    static final Setting<Duration> TIMEOUT = Setting.duration(
                    "timeout",
                    "How long one request may take. Longer than the cluster's own write timeout, or doubt is more common than it need be; not longer than lets every send be answered within ten seconds.",
                    Duration.ofMillis(500),
                    Duration.ofSeconds(3))
            .orElse("3s");

    @Override
    public String name() {
        return "cassandra";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.ROOM_LOG, Port.DEVICE_CURSORS, Port.READ_MARKS);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(CONTACT_POINTS, DATA_CENTER, KEYSPACE_NAME, REPLICAS, USER, PASSWORD, TIMEOUT);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Adapter open(Host host) {
        CassandraStore store = CassandraStore.open(cluster(host.settings()), host.metrics(), Buckets.ENTRIES);
        return Adapter.of(Port.ROOM_LOG, store.roomLog())
                .with(Port.DEVICE_CURSORS, store.deviceCursors())
                .with(Port.READ_MARKS, store.readMarks())
                .checkedBy(store::health)
                .closedBy(store::close);
    }

    private static Cluster cluster(Settings settings) {
        return new Cluster(
                settings.get(CONTACT_POINTS),
                settings.get(DATA_CENTER),
                settings.get(KEYSPACE_NAME),
                settings.get(REPLICAS),
                settings.get(USER),
                settings.get(PASSWORD),
                settings.get(TIMEOUT));
    }

    private static Optional<List<InetSocketAddress>> addresses(String text) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = ADDRESS.matcher(part.strip());
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > PORT_MAX) {
                return Optional.empty();
            }
            addresses.add(InetSocketAddress.createUnresolved(
                    matcher.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(matcher.group(2))));
        }
        return Optional.of(List.copyOf(addresses));
    }
}
