package dev.sarangbang.adapter.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.testing.servers.RabbitServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is lost while the broker is well is noticed, and those are told who may have missed it. */
class LossTest {

    private static final int FEW = 20;
    private static final int MANY = 500;
    private static final int STORM = 2_000;

    private final RabbitServer server = RabbitServer.shared();
    private final AccountId ann = Samples.accountId();
    private final AccountId bob = Samples.accountId();

    @Test
    void a_queue_that_overflows_drops_the_oldest_and_its_node_is_told() {
        var small = new Bounds(RabbitMqLimits.WAITING_MAX, RabbitMqLimits.UNCONFIRMED_MAX, FEW, 4, Node.PATIENT);
        try (Node slow = Node.at(server, small);
                Node other = Node.at(server)) {
            slow.open(ann);
            other.open(bob);
            slow.ear().plug();

            List<Delivery> told = IntStream.range(0, MANY)
                    .mapToObj(ignored -> other.tell(ann, bob))
                    .toList();
            Delivery last = told.get(MANY - 1);
            slow.awaitInterrupted(0);
            Eventually.await("all confirmed", () -> other.totals().gauge("unconfirmed.deliveries") == 0);
            slow.ear().unplug();

            slow.awaitHeard(new Delivery(Set.of(ann), last.notice()));
            other.awaitHeard(new Delivery(Set.of(bob), last.notice()));
            assertThat(slow.ear().heard()).hasSizeLessThan(MANY);
            assertThat(other.ear().heard()).hasSize(MANY);
            assertThat(other.ear().interruptions()).isZero();
        }
    }

    @Test
    void a_flood_of_drops_is_few_pieces_of_news_but_never_none() {
        var small = new Bounds(RabbitMqLimits.WAITING_MAX, RabbitMqLimits.UNCONFIRMED_MAX, FEW, 4, Node.PATIENT);
        try (Node slow = Node.at(server, small);
                Node other = Node.at(server)) {
            slow.open(ann);
            slow.ear().plug();
            IntStream.range(0, MANY).forEach(ignored -> other.tell(ann));
            slow.awaitInterrupted(0);
            int afterFirst = slow.ear().interruptions();

            IntStream.range(0, MANY).forEach(ignored -> other.tell(ann));

            slow.awaitInterrupted(afterFirst);
            assertThat(slow.ear().interruptions()).isLessThan(MANY / 10);
            slow.ear().unplug();
        }
    }

    @Test
    void a_queue_that_takes_long_to_open_keeps_nobody_and_is_told_to_its_recipient_alone() {
        var hasty = new Bounds(
                RabbitMqLimits.WAITING_MAX,
                RabbitMqLimits.UNCONFIRMED_MAX,
                RabbitMqLimits.QUEUED_MAX,
                RabbitMqLimits.PREFETCHED_MAX,
                Duration.ZERO);
        try (Node node = Node.at(server, hasty);
                Node other = Node.at(server)) {
            List<AccountId> people = Samples.accountIds(MANY);
            people.forEach(node.queues()::open);

            AccountId last = people.get(MANY - 1);
            Eventually.await("told", () -> node.ear().interruptedFor().contains(last));
            node.awaitHeard(other.tell(last));
            assertThat(node.ear().interruptions()).isZero();
        }
    }

    @Test
    void what_the_broker_refuses_is_told_to_all_nodes() throws Exception {
        try (Node one = Node.at(server);
                Node two = Node.at(server);
                Connection console = console();
                Channel channel = console.createChannel()) {
            one.open(ann);
            two.open(bob);
            String full = channel.queueDeclare(
                            "", false, true, true, Map.of("x-max-length", 1, "x-overflow", "reject-publish"))
                    .getQueue();
            channel.queueBind(full, Broker.EXCHANGE, Message.routingKey(ann));

            Eventually.await("refused", () -> {
                one.tell(ann);
                return one.totals().sum("dropped.deliveries") > 0;
            });

            one.awaitInterrupted(0);
            two.awaitInterrupted(0);
        }
    }

    @Test
    void what_cannot_be_understood_is_counted_and_told_to_those_it_is_for_and_does_not_stop_what_comes_next()
            throws Exception {
        try (Node node = Node.at(server);
                Connection console = console();
                Channel channel = console.createChannel()) {
            AccountId cho = Samples.accountId();
            node.open(ann, bob, cho);
            channel.confirmSelect();
            publishFromAVersionToCome(channel, ann, Message.routingKey(bob), Message.routingKey(Samples.accountId()));

            node.awaitHeard(node.tell(ann));
            Eventually.await("told", () -> node.ear().interruptedFor().containsAll(Set.of(ann, bob)));
            assertThat(node.ear().interruptedFor()).containsExactlyInAnyOrder(ann, bob);
            assertThat(node.ear().interruptions()).isZero();
            assertThat(node.totals().sum("unreadable.deliveries")).isEqualTo(1);
        }
    }

    @Test
    void many_that_cannot_be_understood_are_few_pieces_of_news_but_never_none() throws Exception {
        try (Node node = Node.at(server);
                Connection console = console();
                Channel channel = console.createChannel()) {
            node.open(ann);
            channel.confirmSelect();
            for (int i = 0; i < MANY; i++) {
                publishFromAVersionToCome(channel, ann);
            }

            Eventually.await("all come", () -> node.totals().sum("unreadable.deliveries") == MANY);
            Eventually.await("told", () -> node.ear().interruptedFor().contains(ann));
            assertThat(node.totals().sum("interruptions")).isLessThan(MANY / 10);
        }
    }

    @Test
    void where_not_even_the_envelope_can_be_understood_everyone_is_told() throws Exception {
        try (Node node = Node.at(server);
                Connection console = console();
                Channel channel = console.createChannel()) {
            node.open(ann);
            channel.confirmSelect();
            publishFromAVersionToCome(channel, ann, "somebody");

            node.awaitInterrupted(0);
        }
    }

    private static void publishFromAVersionToCome(Channel channel, AccountId first, String... further)
            throws Exception {
        channel.basicPublish(
                Broker.EXCHANGE,
                Message.routingKey(first),
                new BasicProperties.Builder()
                        .headers(Map.of("CC", List.of(further)))
                        .build(),
                "from a version to come".getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirmsOrDie(10_000);
    }

    @Test
    void what_a_node_says_right_before_it_ends_is_heard() {
        try (Node stays = Node.at(server)) {
            stays.open(ann);
            List<Delivery> told;
            try (Node goes = Node.at(server)) {
                told = IntStream.range(0, MANY)
                        .mapToObj(ignored -> goes.tell(ann))
                        .toList();
            }
            Eventually.await("all heard", () -> stays.ear().heard().size() == MANY);
            assertThat(stays.ear().heard()).containsExactlyElementsOf(told);
            assertThat(stays.ear().interruptions()).isZero();
        }
    }

    @Test
    void a_storm_of_people_coming_at_once_is_heard_for_all_of_them_or_told() {
        try (Node node = Node.at(server);
                Node other = Node.at(server)) {
            List<AccountId> people = Samples.accountIds(STORM);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (AccountId person : people) {
                    threads.execute(() -> {
                        node.queues().open(person);
                        other.tell(person);
                    });
                }
            }

            Eventually.await(
                    "all heard, or told that some may not be",
                    () -> node.ear().heard().size() == STORM
                            || node.ear().interruptions() > 0
                            || !node.ear().interruptedFor().isEmpty());
            assertThat(node.totals().gauge("open.queues")).isEqualTo(STORM);
            people.forEach(node.queues()::close);
            assertThat(node.totals().gauge("open.queues")).isZero();
        }
    }

    @Test
    void opening_and_closing_in_whatever_order_ends_as_the_last_call_has_it() {
        try (Node node = Node.at(server);
                Node other = Node.at(server)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (AccountId person : Samples.accountIds(MANY)) {
                    threads.execute(() -> {
                        node.queues().open(person);
                        node.queues().close(person);
                        node.queues().open(person);
                        other.tell(person);
                        Eventually.await(
                                "heard",
                                () -> node.ear().heard().stream()
                                        .anyMatch(delivery ->
                                                delivery.recipients().contains(person)));
                    });
                }
            }
        }
    }

    private Connection console() throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost(server.host());
        factory.setPort(server.port());
        return factory.newConnection("console");
    }
}
