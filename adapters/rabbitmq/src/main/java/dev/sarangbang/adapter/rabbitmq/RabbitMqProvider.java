package dev.sarangbang.adapter.rabbitmq;

import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Setting;
import dev.sarangbang.adapter.spi.Settings;
import java.util.List;
import java.util.Set;

/** Offers the queues that join nodes, on RabbitMQ. */
public final class RabbitMqProvider implements AdapterProvider {

    static final Setting<BrokerAddresses> ADDRESSES = Setting.of(
                    "addresses",
                    "Where RabbitMQ listens; of a cluster, each of its nodes.",
                    "a host, a colon and a port, like mq.example:5672; or several, with commas between them",
                    BrokerAddresses::parse)
            .orElse("127.0.0.1:5672");

    static final Setting<String> VIRTUAL_HOST = Setting.text(
                    "virtual-host", "Which part of the broker to use: one for each chat that shares it.")
            .orElse("/");

    static final Setting<String> USER = Setting.text(
                    "user",
                    "Who to log in as. Needs to configure, write and read sarangbang.* and to write amq.default.")
            .orElse("guest");

    static final Setting<String> PASSWORD =
            Setting.text("password", "That user's password.").secret().orElse("guest");

    static final Setting<Tls> TLS = Setting.choice(
                    "tls",
                    "Whether what goes over the wire is encrypted, and the broker shows a certificate that this"
                            + " machine trusts.",
                    Tls.class)
            .orElse("off");

    /** How what goes over the wire is protected. */
    enum Tls {
        OFF,
        VERIFIED
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public Set<Port<?>> ports() {
        return Set.of(Port.SYNC_QUEUES);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ADDRESSES, VIRTUAL_HOST, USER, PASSWORD, TLS);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Adapter open(Host host) {
        Settings settings = host.settings();
        var login = new Login(
                settings.get(ADDRESSES),
                settings.get(VIRTUAL_HOST),
                settings.get(USER),
                settings.get(PASSWORD),
                settings.get(TLS) == Tls.VERIFIED);
        RabbitMqSyncQueues queues = RabbitMqSyncQueues.open(login, Bounds.NORMAL, host.metrics());
        return Adapter.of(Port.SYNC_QUEUES, queues).checkedBy(queues::health).closedBy(queues::close);
    }
}
