package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.Address;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.testing.servers.RabbitServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A node with its ear at the queues. */
final class Node implements AutoCloseable {

    /** For a binding: this machine may be busy, and then a test would not know for whom its node hears. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    static final Bounds BOUNDS = new Bounds(
            RabbitMqLimits.WAITING_MAX,
            RabbitMqLimits.UNCONFIRMED_MAX,
            RabbitMqLimits.QUEUED_MAX,
            RabbitMqLimits.PREFETCHED_MAX,
            PATIENT);

    private final RabbitMqSyncQueues queues;
    private final Ear ear = new Ear();
    private final Totals totals = new Totals();

    private Node(Login login, Bounds bounds, boolean isThere) {
        this.queues = RabbitMqSyncQueues.open(login, bounds, totals);
        if (isThere) {
            Eventually.await("connected", () -> totals.gauge("connections") == 2);
        }
        queues.listen(ear);
    }

    /** A node that starts although its broker is not there. */
    static Node without(RabbitServer server) {
        return new Node(login(server.host(), server.port()), BOUNDS, false);
    }

    static Node at(RabbitServer server) {
        return at(server, BOUNDS);
    }

    static Node at(RabbitServer server, Bounds bounds) {
        return at(server.host(), server.port(), bounds);
    }

    static Node at(String host, int port, Bounds bounds) {
        return new Node(login(host, port), bounds, true);
    }

    static Login login(String host, int port) {
        return new Login(new BrokerAddresses(List.of(new Address(host, port))), "/", "guest", "guest", false);
    }

    RabbitMqSyncQueues queues() {
        return queues;
    }

    Ear ear() {
        return ear;
    }

    Totals totals() {
        return totals;
    }

    Health health() {
        return queues.health();
    }

    void open(AccountId... recipients) {
        for (AccountId recipient : recipients) {
            queues.open(recipient);
        }
    }

    /** Publishes something new to these. */
    Delivery tell(AccountId... recipients) {
        var delivery = new Delivery(Set.of(recipients), new Notice.Typing(Samples.roomId(), Samples.accountId()));
        queues.publish(delivery);
        return delivery;
    }

    void awaitHeard(Delivery delivery) {
        Eventually.await("heard", () -> ear.heard().contains(delivery));
    }

    /** Waits for more tellings than {@code before}. */
    void awaitInterrupted(int before) {
        Eventually.await("told to look", () -> ear.interruptions() > before);
    }

    void awaitUp() {
        Eventually.await("up", () -> health() instanceof Health.Up);
    }

    @Override
    public void close() {
        queues.close();
    }
}
