package dev.sarangbang.adapter.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.testing.servers.FaultProxy;
import dev.sarangbang.testing.servers.RabbitServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The broker, or the way to it, fails: nobody waits, everybody is told, and then it goes on. */
class OutageTest {

    private static final int MANY = 1_000;

    /** Far more than it takes, far less than it would take if anything were waited for. */
    private static final Duration PUBLISHING_MAX = Duration.ofSeconds(4);

    private static RabbitServer server;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();

    @BeforeAll
    static void start() {
        server = RabbitServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void a_killed_broker_is_missed_by_nobody_on_the_same_node_and_told_to_all_when_it_is_back() {
        Node one = node(ann);
        Node two = node(bob);
        server.kill();
        Eventually.await("noticed", () -> one.health() instanceof Health.Down && two.health() instanceof Health.Down);

        Delivery here = publishMany(one, ann, bob);
        one.awaitHeard(new Delivery(Set.of(ann), here.notice()));
        AccountId carl = Samples.accountId();
        two.open(carl);
        server.restart();

        assertBackAndTold(one, two);
        assertThat(two.ear().heard()).noneMatch(delivery -> delivery.notice().equals(here.notice()));
        two.awaitHeard(one.tell(carl));
    }

    @Test
    void a_broker_that_falls_silent_is_given_up_and_told_of_when_it_answers_again() {
        Node one = node(ann);
        Node two = node(bob);
        server.suspend();
        try {
            publishMany(one, ann, bob);
            Eventually.await("given up", () -> {
                one.tell(bob);
                return one.health() instanceof Health.Down && two.health() instanceof Health.Down;
            });
            AccountId carl = Samples.accountId();
            two.open(carl); // does not fail whoever connects
            two.queues().close(carl);
        } finally {
            server.resume();
        }

        assertBackAndTold(one, two);
        assertThat(one.totals().sum("stalls")).isPositive();
    }

    @Test
    void what_breaks_off_with_the_connection_is_told_on_its_own_node_before_the_broker_is_back() {
        Node one = node(ann);
        server.suspend();
        try {
            publishMany(one, ann);

            one.awaitInterrupted(0);
            assertThat(one.totals().sum("stalls")).isPositive();
        } finally {
            server.resume();
        }
        one.awaitUp();
    }

    @Test
    void a_broker_that_was_silent_for_a_moment_loses_nothing() {
        Node one = node(ann);
        Node two = node(bob);
        server.suspend();
        Delivery last;
        try {
            last = publishMany(one, ann, bob);
        } finally {
            server.resume();
        }

        two.awaitHeard(new Delivery(Set.of(bob), last.notice()));
        assertThat(two.ear().heard()).hasSize(MANY);
        assertThat(two.ear().interruptions()).isZero();
    }

    @Test
    void a_broker_short_of_memory_stops_nobody_and_is_told_of_when_it_has_some() {
        Node one = node(ann);
        Node two = node(bob);
        server.control("set_vm_memory_high_watermark", "absolute", "1MB");
        Delivery here;
        try {
            Eventually.await("blocked", () -> {
                one.tell(bob);
                return one.health() instanceof Health.Degraded;
            });
            here = publishMany(one, ann, bob);
            one.awaitHeard(new Delivery(Set.of(ann), here.notice()));
            assertThat(two.health()).as("it only hears").isEqualTo(new Health.Up());
        } finally {
            server.control("set_vm_memory_high_watermark", "absolute", "512MB");
        }

        assertBackAndTold(one, two);
        assertThat(two.ear().heard()).noneMatch(delivery -> delivery.notice().equals(here.notice()));
    }

    @Test
    void a_node_that_starts_while_the_broker_is_short_of_memory_waits_for_nothing() {
        server.control("set_vm_memory_high_watermark", "absolute", "1MB");
        Node one;
        Node two;
        try {
            one = node(ann);
            two = node(bob);
            publishMany(one, bob);
        } finally {
            server.control("set_vm_memory_high_watermark", "absolute", "512MB");
        }

        two.awaitHeard(one.tell(bob));
    }

    @Test
    void a_half_open_network_is_noticed_by_whoever_is_behind_it_and_told_once_it_heals() throws Exception {
        FaultProxy network = FaultProxy.to(server.host(), server.port());
        Node here = node(ann);
        Node behind = Node.at(network.host(), network.port(), Node.BOUNDS);
        open.add(0, behind);
        open.add(network);
        behind.open(bob);
        network.hold();
        Delivery lost = here.tell(bob);
        Eventually.await("noticed", () -> behind.health() instanceof Health.Down);
        publishMany(behind, ann);
        network.cut(); // what was held must not arrive after all
        network.heal();

        assertBackAndTold(behind, here);
        assertThat(behind.ear().heard()).doesNotContain(lost);
    }

    @Test
    void connections_closed_by_an_operator_are_made_anew() {
        Node one = node(ann);
        Node two = node(bob);

        server.control("close_all_connections", "to see what happens");

        assertBackAndTold(one, two);
    }

    @Test
    void a_node_that_starts_before_the_broker_finds_it_when_it_is_there() {
        server.kill();
        Node one = Node.without(server);
        Node two = Node.without(server);
        open.addAll(List.of(one, two));
        one.open(ann);
        two.open(bob);
        assertThat(one.health()).isInstanceOf(Health.Down.class);
        Delivery here = one.tell(ann, bob);
        one.awaitHeard(new Delivery(Set.of(ann), here.notice()));

        server.restart();

        assertBackAndTold(one, two);
    }

    @Test
    void more_than_can_wait_is_heard_here_and_told_to_all() {
        Node one = Node.at(
                server, new Bounds(10, 10, RabbitMqLimits.QUEUED_MAX, RabbitMqLimits.PREFETCHED_MAX, Node.PATIENT));
        open.add(one);
        one.open(ann);
        Node two = node(bob);
        server.suspend();
        try {
            publishMany(one, ann, bob);
            assertThat(one.totals().sum("dropped.deliveries")).isGreaterThanOrEqualTo(MANY - 20);
            assertThat(one.totals().gauge("waiting.deliveries")).isLessThanOrEqualTo(10);
            assertThat(one.totals().gauge("unconfirmed.deliveries")).isLessThanOrEqualTo(10);
        } finally {
            server.resume();
        }

        assertBackAndTold(one, two);
    }

    private Node node(AccountId... people) {
        Node node = Node.at(server);
        open.add(node);
        node.open(people);
        return node;
    }

    /** Publishes many deliveries, which takes no time worth speaking of; gives the last. */
    private static Delivery publishMany(Node node, AccountId... recipients) {
        long begin = System.nanoTime();
        Delivery last = node.tell(recipients);
        for (int i = 1; i < MANY; i++) {
            last = node.tell(recipients);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PUBLISHING_MAX);
        return last;
    }

    /** Everyone is told that something may have been missed, and then hears everything again. */
    private void assertBackAndTold(Node one, Node two) {
        one.awaitInterrupted(0);
        two.awaitInterrupted(0);
        one.awaitUp();
        two.awaitUp();
        for (Node from : List.of(one, two)) {
            Delivery news = from.tell(ann, bob);
            for (Node to : List.of(one, two)) {
                Eventually.await(
                        "heard",
                        () -> to.ear().heard().stream()
                                .anyMatch(delivery -> delivery.notice().equals(news.notice())));
            }
        }
    }
}
