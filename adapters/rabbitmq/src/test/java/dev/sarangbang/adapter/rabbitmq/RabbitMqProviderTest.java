package dev.sarangbang.adapter.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.sarangbang.adapter.contract.Samples;
import dev.sarangbang.adapter.spi.Adapter;
import dev.sarangbang.adapter.spi.AdapterProvider;
import dev.sarangbang.adapter.spi.CannotOpenException;
import dev.sarangbang.adapter.spi.Health;
import dev.sarangbang.adapter.spi.Host;
import dev.sarangbang.adapter.spi.Port;
import dev.sarangbang.adapter.spi.Settings;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import dev.sarangbang.domain.delivery.Notice;
import dev.sarangbang.testing.servers.RabbitServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitMqProviderTest {

    private final RabbitServer server = RabbitServer.shared();
    private final AccountId ann = Samples.accountId();
    private final Totals totals = new Totals();

    @Test
    void is_found_opens_its_port_and_measures_what_goes_through() {
        AdapterProvider provider = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("rabbitmq"))
                .findFirst()
                .orElseThrow();
        var ear = new Ear();

        try (Adapter adapter = provider.open(host(settings()))) {
            assertThat(adapter.ports()).isEqualTo(provider.ports());
            assertThat(adapter.health()).isEqualTo(new Health.Up());
            adapter.port(Port.SYNC_QUEUES).listen(ear);
            adapter.port(Port.SYNC_QUEUES).open(ann);
            adapter.port(Port.SYNC_QUEUES).publish(new Delivery(Set.of(ann), new Notice.Typing(Samples.roomId(), ann)));

            Eventually.await("heard", () -> ear.heard().size() == 1);
            Eventually.await("confirmed", () -> totals.sum("confirm") > 0);
            assertThat(totals.sum("published.deliveries")).isEqualTo(1);
            assertThat(totals.sum("received.deliveries")).isEqualTo(1);
            assertThat(totals.sum("dropped.deliveries")).isZero();
            assertThat(totals.gauge("open.queues")).isEqualTo(1);
            assertThat(totals.gauge("connections")).isEqualTo(2);
        }
        assertThat(totals.gauge("connections")).isZero();
    }

    @Test
    void a_wrong_password_is_something_for_a_person_to_see_to() {
        Settings wrong = settings().withText(RabbitMqProvider.PASSWORD, "sesame");

        assertThatThrownBy(() -> new RabbitMqProvider().open(host(wrong)))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("does not let us")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void a_virtual_host_that_is_not_there_is_something_for_a_person_to_see_to() {
        Settings wrong = settings().withText(RabbitMqProvider.VIRTUAL_HOST, "nowhere");

        assertThatThrownBy(() -> new RabbitMqProvider().open(host(wrong)))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("virtual host nowhere");
    }

    @Test
    void an_exchange_of_somebody_else_is_something_for_a_person_to_see_to() throws Exception {
        server.control("add_vhost", "taken");
        server.control("set_permissions", "-p", "taken", "guest", ".*", ".*", ".*");
        var factory = new ConnectionFactory();
        factory.setHost(server.host());
        factory.setPort(server.port());
        factory.setVirtualHost("taken");
        try (Connection console = factory.newConnection();
                Channel channel = console.createChannel()) {
            channel.exchangeDeclare(Broker.EXCHANGE, "fanout", true);
        }
        Settings taken = settings().withText(RabbitMqProvider.VIRTUAL_HOST, "taken");

        assertThatThrownBy(() -> new RabbitMqProvider().open(host(taken)))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("another exchange called " + Broker.EXCHANGE);
    }

    @Test
    void a_broker_that_is_not_there_does_not_keep_the_server_from_starting() {
        Settings nobody = settings().withText(RabbitMqProvider.ADDRESSES, "127.0.0.1:1");

        try (Adapter adapter = new RabbitMqProvider().open(host(nobody))) {
            assertThat(adapter.health()).isInstanceOf(Health.Down.class);
        }
    }

    @Test
    void of_several_addresses_one_that_answers_is_enough() {
        Settings several =
                settings().withText(RabbitMqProvider.ADDRESSES, "127.0.0.1:1, " + server.host() + ":" + server.port());

        try (Adapter adapter = new RabbitMqProvider().open(host(several))) {
            assertThat(adapter.health()).isEqualTo(new Health.Up());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5672", "127.0.0.1:1,[::1]:5672", "mq-1.example:65535"})
    void addresses_are_hosts_and_ports(String text) {
        assertThat(RabbitMqProvider.ADDRESSES.parse(text))
                .hasValueSatisfying(addresses -> assertThat(addresses).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "localhost",
                ":5672",
                "mq:0",
                "mq:65536",
                "mq:1,",
                "amqp://mq:1",
                "user@mq:1",
                "::1:5672"
            })
    void anything_else_is_not(String text) {
        assertThat(RabbitMqProvider.ADDRESSES.parse(text)).isEmpty();
    }

    private Settings settings() {
        return Settings.defaults(new RabbitMqProvider().settings())
                .withText(RabbitMqProvider.ADDRESSES, server.host() + ":" + server.port())
                .withText(RabbitMqProvider.USER, server.user())
                .withText(RabbitMqProvider.PASSWORD, server.password());
    }

    private Host host(Settings settings) {
        return new Host(settings, Path.of("not-used"), InstantSource.system(), new SecureRandom(), totals);
    }
}
